import type { Run } from './run'

/** Whether a run is at work or waits for the user. Who has paused one knows of it, and need not be reminded. */
export function isUnderWay({ status, pauseReason }: Pick<Run, 'status' | 'pauseReason'>): boolean {
  return status === 'running' || (status === 'paused' && pauseReason !== 'user')
}
