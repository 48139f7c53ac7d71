import { expect, it } from 'vitest'
import { formatCost, formatDuration, formatLimit, formatTokens } from './format-figures'

it.each([
  [0, '0.0s'],
  [9_949, '9.9s'],
  [9_950, '10s'],
  [59_400, '59s'],
  [60_000, '1m 00s'],
  [3_599_600, '1h 00m'],
  [7_380_000, '2h 03m'],
])('%i ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

it.each([
  [null, 'unknown'],
  [0, '$0'],
  [0.00001, '<$0.0001'],
  [0.0123, '$0.0123'],
  [0.5, '$0.500'],
  [1234.5, '$1,234.50'],
])('USD %s is %s', (usd, text) => {
  expect(formatCost(usd)).toBe(text)
})

it('says where tokens were counted here', () => {
  expect(formatTokens({ inputTokens: 1000, outputTokens: 234 })).toBe('1,234')
  expect(formatTokens({ inputTokens: 1, outputTokens: 2, estimated: true })).toBe('~3')
})

it('writes a limit as it was typed', () => {
  expect(formatLimit(2)).toBe('$2')
  expect(formatLimit(0.0001)).toBe('$0.0001')
})
