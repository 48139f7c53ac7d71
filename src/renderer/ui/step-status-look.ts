import type { StepRun } from '@shared/model/run'
import type { StatusLook } from './status-label'

const STALE: StatusLook = { kind: 'stale', word: 'Stale', tone: 'warn' }

/** How one step of a run is shown. Flags come before the status: a stale step is completed, too. */
export function stepStatusLook(step: StepRun): StatusLook {
  const gate = step.settings.stepType === 'review'
  switch (step.status) {
    case 'pending':
      // Its attempt was ended by a stop, or with the process that ran it.
      if (step.partial !== '') return { kind: 'interrupted', word: 'Broken off', tone: 'quiet' }
      return { kind: gate ? 'gate-ahead' : 'pending', word: 'Pending', tone: 'quiet' }
    case 'waiting':
      return step.error === null
        ? { kind: 'waiting', word: 'Waiting', tone: 'warn' }
        : { kind: 'retrying', word: 'Retrying', tone: 'warn' }
    case 'running':
      return { kind: 'running', word: 'Writing', tone: 'active' }
    case 'awaiting_review':
      return { kind: 'review', word: 'Your turn', tone: 'active' }
    case 'failed':
      return { kind: 'failed', word: 'Failed', tone: 'bad' }
    case 'skipped':
      if (step.stale) return STALE
      return { kind: 'skipped', word: 'Skipped', tone: 'quiet' }
    case 'completed':
      if (step.stale) return STALE
      if (step.truncated) return { kind: 'cut-short', word: 'Cut short', tone: 'warn' }
      if (step.unknownFinish !== null) return { kind: 'cut-short', word: 'Unknown end', tone: 'warn' }
      if (gate) return { kind: 'approved', word: 'Approved', tone: 'ok' }
      return { kind: 'completed', word: 'Completed', tone: 'ok' }
  }
}
