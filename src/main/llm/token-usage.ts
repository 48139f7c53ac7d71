import type { TokenUsage } from '@shared/model/run'

/** Figures as a provider sent them; anything may be missing or wrong. */
export interface ReportedUsage {
  /** All prompt tokens, cached ones included. */
  input: unknown
  /** All answer tokens, reasoning included. */
  output: unknown
  cached?: unknown
  cacheWrite?: unknown
  reasoning?: unknown
}

/**
 * A provider's figures, checked. Null where they are missing, no counts, or both 0, which no answered request is:
 * an unknown usage must not look like a free one.
 */
export function tokenUsage({
  input,
  output,
  cached,
  cacheWrite,
  reasoning,
}: ReportedUsage): TokenUsage | null {
  if (!isCount(input) || !isCount(output) || input + output === 0) return null
  return {
    inputTokens: input,
    outputTokens: output,
    ...(isCount(cached) && cached > 0 && { cachedInputTokens: Math.min(cached, input) }),
    ...(isCount(cacheWrite) && cacheWrite > 0 && { cacheWriteTokens: Math.min(cacheWrite, input) }),
    ...(isCount(reasoning) && reasoning > 0 && { reasoningTokens: Math.min(reasoning, output) }),
  }
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
