import type { StatusLook } from '../../../ui/status-label'
import type { Trial } from './trial'

/** How a trial is shown; in the words of a run's step. */
export function trialLook(trial: Trial): StatusLook {
  switch (trial.phase) {
    case 'running':
      return trial.wait === null
        ? { kind: 'running', word: 'Writing', tone: 'active' }
        : { kind: 'waiting', word: 'Waiting', tone: 'warn' }
    case 'failed':
      return { kind: 'failed', word: trial.text === '' ? 'Not tried' : 'Failed', tone: 'bad' }
    case 'answered': {
      const { error, stopped, truncated } = trial.answer
      if (trial.left) return { kind: 'interrupted', word: 'Broken off', tone: 'quiet' }
      if (error !== null) return { kind: 'failed', word: 'Failed', tone: 'bad' }
      if (stopped) return { kind: 'stopped', word: 'Stopped', tone: 'quiet' }
      if (truncated) return { kind: 'cut-short', word: 'Cut short', tone: 'warn' }
      if (trial.step.stepType === 'review') return { kind: 'review', word: 'To review', tone: 'active' }
      return { kind: 'completed', word: 'Completed', tone: 'ok' }
    }
  }
}
