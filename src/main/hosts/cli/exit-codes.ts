import type { Run } from '@shared/model/run'

/** What the exit codes mean, in the words of the manual. Scripts rely on the numbers. */
export const EXIT_CODES = {
  0: 'completed; or the command did what was asked',
  1: 'the run failed, the output could not be written, or Baton has a defect',
  2: 'refused: usage, validation, not found, conflict, missing key, newer database',
  3: 'the run is paused at a review gate',
  4: 'the run is paused by its budget',
  5: 'the run is paused for another reason',
  6: 'the run was stopped from elsewhere',
  130: 'stopped by Ctrl-C or SIGTERM; the run is "stopped" and can be resumed',
} as const

export type ExitCode = keyof typeof EXIT_CODES

const REFUSALS = new Set([
  'NOT_FOUND',
  'INVALID',
  'CONFLICT',
  'KEY_MISSING',
  'KEYCHAIN_UNAVAILABLE',
  'NEWER_DATABASE',
])

/** @param stoppedHere whether it was this process that was asked to stop */
export function exitCodeOfRun(run: Pick<Run, 'status' | 'pauseReason'>, stoppedHere: boolean): ExitCode {
  switch (run.status) {
    case 'completed':
      return 0
    case 'paused':
      if (run.pauseReason === 'review') return 3
      return run.pauseReason === 'budget' ? 4 : 5
    case 'stopped':
      return stoppedHere ? 130 : 6
    case 'running':
    case 'failed':
    case 'interrupted':
      return 1
  }
}

/** @param code of a BatonError, or of an error of the API */
export function exitCodeOfError(code: string): ExitCode {
  return REFUSALS.has(code) ? 2 : 1
}
