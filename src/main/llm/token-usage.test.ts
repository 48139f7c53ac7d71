import { expect, it } from 'vitest'
import { tokenUsage } from './token-usage'

it('is unknown where figures are missing, wrong or all 0', () => {
  expect(tokenUsage({ input: 0, output: 0 })).toBeNull()
  expect(tokenUsage({ input: undefined, output: 5 })).toBeNull()
  expect(tokenUsage({ input: 5, output: null })).toBeNull()
  expect(tokenUsage({ input: Number.NaN, output: 5 })).toBeNull()
  expect(tokenUsage({ input: -1, output: 5 })).toBeNull()
  expect(tokenUsage({ input: '5', output: 5 })).toBeNull()
})

it('keeps parts that are there, and never a part that is greater than its whole', () => {
  expect(tokenUsage({ input: 10, output: 0 })).toEqual({ inputTokens: 10, outputTokens: 0 })
  expect(tokenUsage({ input: 10, output: 5, cached: 20, cacheWrite: 0, reasoning: 7 })).toEqual({
    inputTokens: 10,
    outputTokens: 5,
    cachedInputTokens: 10,
    reasoningTokens: 5,
  })
})
