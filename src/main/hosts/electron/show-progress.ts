import type { BrowserWindow } from 'electron'
import type { Run } from '@shared/model/run'

const NO_BAR = -1

/** Shows on the dock or the taskbar how far the runs in progress are, all together. */
export function showProgress(runs: Run[], window: BrowserWindow | null): void {
  window?.setProgressBar(runs.length === 0 ? NO_BAR : progressOf(runs))
}

/** Between 0 and 1. */
function progressOf(runs: Run[]): number {
  const steps = runs.flatMap((run) => run.steps)
  const settled = steps.filter(
    ({ status }) => status === 'completed' || status === 'skipped' || status === 'failed',
  )
  return steps.length === 0 ? 0 : settled.length / steps.length
}
