import type { TokenUsage } from '@shared/model/run'

/** Token figures as columns, so that they can be summed. All null: no figures are known. */
export interface UsageColumns {
  input_tokens: number | null
  output_tokens: number | null
  cached_input_tokens: number | null
  cache_write_tokens: number | null
  reasoning_tokens: number | null
  tokens_estimated: number | null
}

export const USAGE_COLUMNS = [
  'input_tokens',
  'output_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'reasoning_tokens',
  'tokens_estimated',
] as const

export function toUsageColumns(usage: TokenUsage | null): UsageColumns {
  return {
    input_tokens: usage?.inputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
    cached_input_tokens: usage?.cachedInputTokens ?? null,
    cache_write_tokens: usage?.cacheWriteTokens ?? null,
    reasoning_tokens: usage?.reasoningTokens ?? null,
    tokens_estimated: usage?.estimated === undefined ? null : Number(usage.estimated),
  }
}

/** A part that was absent is absent again. */
export function toTokenUsage(row: UsageColumns): TokenUsage | null {
  if (row.input_tokens === null || row.output_tokens === null) return null
  return {
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    ...(row.cached_input_tokens !== null && { cachedInputTokens: row.cached_input_tokens }),
    ...(row.cache_write_tokens !== null && { cacheWriteTokens: row.cache_write_tokens }),
    ...(row.reasoning_tokens !== null && { reasoningTokens: row.reasoning_tokens }),
    ...(row.tokens_estimated !== null && { estimated: row.tokens_estimated !== 0 }),
  }
}
