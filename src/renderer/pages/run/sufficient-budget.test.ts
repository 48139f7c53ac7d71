import { expect, test } from 'vitest'
import { sufficientBudget } from './sufficient-budget'

test.each([
  [0.05, 0.043, { high: 0.1 }, 0.16],
  [2, 0.5, { high: 0.7 }, 2.01],
  [0.05, null, { high: 0.1 }, 0.1],
  [0.05, 0.043, null, 0.1],
])('%d with %d spent', (budget, spent, rest, expected) => {
  expect(sufficientBudget(budget, spent, rest)).toBe(expected)
})
