import type { Run } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { formatCost, formatDuration, formatTokens } from './format-figures'

/** Time (unless null), tokens and cost of a run so far. */
export function totalsLine(run: Run, elapsedMs: number | null): string {
  const { tokenUsage, costEstimate } = runTotals(run)
  const figures = [
    elapsedMs !== null && formatDuration(elapsedMs),
    tokenUsage !== null && `${formatTokens(tokenUsage)} tokens`,
    tokenUsage !== null && (costEstimate === null ? 'cost unknown' : formatCost(costEstimate)),
  ]
  return figures.filter((figure) => figure !== false).join(' · ') || 'nothing'
}
