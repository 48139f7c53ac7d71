import * as fc from '../../../test/support/fast-check'
import { expect, it } from 'vitest'
import type { StepError } from '@shared/errors'
import { retryDelay } from './retry-policy'

const failure = (details: Partial<StepError> = {}): StepError => ({
  code: 'server_error',
  message: 'It failed.',
  retryable: true,
  ...details,
})

it('doubles the ceiling with each failure, up to a minute, and takes a random part of it', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 7, 8].map((failures) => retryDelay(failure(), failures, 20, 0.999999))
  expect(ceilings).toEqual([1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000])
  expect(retryDelay(failure(), 3, 20, 0)).toBe(0)
})

it('ends after the number of retries, and at once where a retry cannot help', () => {
  expect(retryDelay(failure(), 2, 2, 0.5)).toBe(1000)
  expect(retryDelay(failure(), 3, 2, 0.5)).toBeNull()
  expect(retryDelay(failure(), 1, 0, 0.5)).toBeNull()
  expect(retryDelay(failure({ retryable: false }), 1, 5, 0.5)).toBeNull()
})

it('is never earlier than the provider asked', () => {
  const delays = fc.record({
    retryAfterMs: fc.nat(7_200_000),
    failures: fc.integer({ min: 1, max: 20 }),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  fc.assert(
    fc.property(delays, ({ retryAfterMs, failures, random }) => {
      expect(retryDelay(failure({ retryAfterMs }), failures, 20, random)).toBeGreaterThanOrEqual(retryAfterMs)
    }),
  )
})
