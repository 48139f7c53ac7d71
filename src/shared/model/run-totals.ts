import type { Run, StepRun, TokenUsage } from './run'

export interface RunTotals {
  /** USD; null when a part of it has no known price. */
  costEstimate: number | null
  /** Null when nothing was sent. */
  tokenUsage: TokenUsage | null
}

/** What a run has cost so far: every attempt of every step, removed steps included. */
export function runTotals(run: Pick<Run, 'steps' | 'removedSteps'>): RunTotals {
  const steps = [...run.steps, ...run.removedSteps]
  return {
    costEstimate: addCosts(steps.map((step) => step.costEstimate)),
    tokenUsage: steps.reduce<TokenUsage | null>((sum, step: StepRun) => addUsage(sum, step.tokenUsage), null),
  }
}

/** Sum in USD; null as soon as one part is unknown. */
function addCosts(costs: (number | null)[]): number | null {
  return costs.reduce<number | null>((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0)
}

export function addUsage(a: TokenUsage | null, b: TokenUsage | null): TokenUsage | null {
  if (a === null || b === null) return a ?? b
  const sum: TokenUsage = {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  }
  for (const part of ['cachedInputTokens', 'cacheWriteTokens', 'reasoningTokens'] as const) {
    if (a[part] !== undefined || b[part] !== undefined) sum[part] = (a[part] ?? 0) + (b[part] ?? 0)
  }
  if (a.estimated === true || b.estimated === true) sum.estimated = true
  return sum
}
