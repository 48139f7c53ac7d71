import type { UsageSummary } from '@shared/contract'

export type Measure = 'cost' | 'tokens'

/** One bar: a day, or a week where there are too many days to tell them apart. */
export interface ChartBar {
  firstDay: string
  lastDay: string
  /** USD; only what is known of it. */
  costUsd: number
  /** Some of it has no known price. */
  hasUnknown: boolean
  inputTokens: number
  outputTokens: number
}

const MOST_DAYS = 92
const WEEK = 7

/** The bars of all days, those without requests included: a gap is something to see. */
export function chartBars(summary: UsageSummary, days: readonly string[]): ChartBar[] {
  const known = new Map(summary.days.map((figures) => [figures.day, figures]))
  const size = days.length > MOST_DAYS ? WEEK : 1
  const bars: ChartBar[] = []
  // Counted back from today, so that the newest week is a whole one.
  for (let end = days.length; end > 0; end -= size) {
    const group = days.slice(Math.max(0, end - size), end)
    const figures = group.map((day) => known.get(day)).filter((one) => one !== undefined)
    bars.unshift({
      firstDay: group[0] ?? '',
      lastDay: group.at(-1) ?? '',
      costUsd: figures.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
      hasUnknown: figures.some(({ unpriced }) => unpriced > 0),
      inputTokens: figures.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      outputTokens: figures.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    })
  }
  return bars
}

/** What the highest line stands for: a round number at or above the greatest value. */
export function roundUp(value: number): number {
  if (value <= 0) return 0
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value * 0.999_999) ?? 10
  return step * power
}
