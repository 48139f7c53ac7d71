/** `high` is reached when every answer is as long as `maxTokens` allows and nothing fails. */
export interface Range {
  low: number
  expected: number
  high: number
}
