/** The highest limit that the API takes. */
const HIGHEST = 1_000_000

/** Twice as many tokens for an answer; null where there is no higher limit. */
export function raisedLimit(maxTokens: number): number | null {
  return maxTokens >= HIGHEST ? null : Math.min(HIGHEST, maxTokens * 2)
}
