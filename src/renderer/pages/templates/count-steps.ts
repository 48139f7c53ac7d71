import type { TemplateSummary } from '@shared/contract'
import { formatCount } from '../../ui/format-count'

/** "9 steps · 2 gates". */
export function countSteps({ steps, gateCount }: Pick<TemplateSummary, 'steps' | 'gateCount'>): string {
  return [formatCount(steps.length, 'step'), ...(gateCount > 0 ? [formatCount(gateCount, 'gate')] : [])].join(
    ' · ',
  )
}
