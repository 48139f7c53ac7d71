import type { StepRun } from '@shared/model/run'
import { formatCost, formatDuration, formatTokens } from './format-figures'
import { printableLine } from './printable-text'

/** A step in one line, above its output. */
export function describeStep(step: StepRun): string {
  const facts = [
    printableLine(step.label),
    step.status.replace('_', ' '),
    step.settings.model !== undefined && printableLine(step.settings.model),
    step.durationMs !== null && formatDuration(step.durationMs),
    step.tokenUsage !== null && `${formatTokens(step.tokenUsage)} tokens`,
    step.attempts > 0 && formatCost(step.costEstimate),
    step.stale && 'stale',
    step.truncated && 'cut off at its token limit',
    step.unknownFinish !== null && `ended with "${printableLine(step.unknownFinish)}", may not be whole`,
    step.reused && 'reused from an earlier run',
  ]
  return facts.filter((fact) => fact !== false).join(' · ')
}
