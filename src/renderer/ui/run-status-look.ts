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

/** Still at work, though not for much longer. */
const PAUSING: StatusLook = { ...LOOKS.running, word: 'Pausing' }

/**
 * @param reason why it is paused; null also where any reason is meant
 * @param pausing whether it will be, when the steps at work have finished; not known in every list
 */
export function runStatusLook(status: RunStatus, reason: PauseReason | null, pausing = false): StatusLook {
  if (pausing) return PAUSING
  return status === 'paused' ? PAUSED[reason ?? 'user'] : LOOKS[status]
}
