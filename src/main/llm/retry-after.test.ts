import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './retry-after'

const headers = (values: Record<string, string>): Headers => new Headers(values)

describe('retryAfterMs', () => {
  it('is undefined without a header', () => {
    expect(retryAfterMs(undefined, 0)).toBeUndefined()
    expect(retryAfterMs(headers({}), 0)).toBeUndefined()
  })

  it('never lets a request go earlier than asked in seconds, nor much later', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1_000_000, noNaN: true }), (seconds) => {
        const text = seconds.toFixed(3)
        const wait = retryAfterMs(headers({ 'retry-after': text }), 0) ?? -1
        expect(wait).toBeGreaterThanOrEqual(Number(text) * 1_000)
        expect(wait).toBeLessThan(Number(text) * 1_000 + 1)
      }),
    )
  })

  it('never lets a request go earlier than a date, whatever the clock here says', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.nat(999),
        (wait, skew, part) => {
          const serverNow = 1_800_000_000_000
          const date = new Date(serverNow + wait * 1_000).toUTCString()
          const given = headers({ 'retry-after': date, date: new Date(serverNow + part).toUTCString() })
          expect(retryAfterMs(given, serverNow + skew)).toBeGreaterThanOrEqual(wait * 1_000 - part)
        },
      ),
    )
  })

  it('takes the longest of several', () => {
    expect(retryAfterMs(headers({ 'retry-after': '2', 'retry-after-ms': '1500' }), 0)).toBe(2_000)
    expect(retryAfterMs(headers({ 'retry-after': '1', 'retry-after-ms': '1500.5' }), 0)).toBe(1_501)
  })

  it('is never negative, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        const get = (name: string): string | null => (name === 'retry-after' ? first : second)
        const wait = retryAfterMs({ get }, 0)
        expect(wait ?? 0).toBeGreaterThanOrEqual(0)
        expect(Number.isNaN(wait)).toBe(false)
      }),
    )
  })

  it('has an end', () => {
    expect(retryAfterMs(headers({ 'retry-after': '9'.repeat(300) }), 0)).toBe(365 * 24 * 3_600_000)
  })
})
