import type { PauseReason, RunStatus } from '@shared/model/run'
import type { StatusLook } from './status-label'

const PAUSED: Record<PauseReason, StatusLook> = {
  review: { kind: 'review', word: 'Waits for you', tone: 'active' },
  user: { kind: 'paused', word: 'Paused', tone: 'quiet' },
  budget: { kind: 'paused', word: 'Paused by budget', tone: 'warn' },
  storage: { kind: 'paused', word: 'Paused, disk full', tone: 'bad' },
}

const LOOKS: Record<Exclude<RunStatus, 'paused'>, StatusLook> = {
  running: { kind: 'running', word: 'Running', tone: 'active' },
  completed: { kind: 'completed', word: 'Completed', tone: 'ok' },
  failed: { kind: 'failed', word: 'Failed', tone: 'bad' },
  stopped: { kind: 'stopped', word: 'Stopped', tone: 'quiet' },
  interrupted: { kind: 'interrupted', word: 'Interrupted', tone: 'quiet' },
}

/** @param reason why it is paused; unknown in some lists */
export function runStatusLook(status: RunStatus, reason: PauseReason | null): StatusLook {
  return status === 'paused' ? PAUSED[reason ?? 'user'] : LOOKS[status]
}
