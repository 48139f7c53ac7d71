import type { RunSummary } from '@shared/contract'

/** Where a run is: `7, 8, 9 of 9`, or how many of its steps are done. Empty before anything is known. */
export function describeProgress(run: Pick<RunSummary, 'current' | 'steps'>): string {
  const { total, completed, skipped } = run.steps
  if (total === 0) return ''
  const positions = run.current.map((step) => step.position)
  if (positions.length === 0) return `${completed + skipped} of ${total}`
  return `${positions.slice(0, 4).join(', ')}${positions.length > 4 ? '…' : ''} of ${total}`
}
