import { describe, expect, it } from 'vitest'
import { formatCount } from './format-count'
import { formatAbout, formatMoney } from './format-money'
import { formatSize } from './format-size'
import { formatAgo, formatClock, formatDay, formatDuration, formatMoment } from './format-time'

const now = new Date(2026, 10, 22, 15, 30).getTime()
const ago = (days: number, hours = 0): number => now - (days * 24 + hours) * 3_600_000

describe('money', () => {
  it('is never $0 for want of a price', () => {
    expect(formatMoney(null)).toBe('unknown')
    expect([0, 0.0001, 0.027, 0.5, 1, 1234.5].map(formatMoney)).toEqual([
      '$0',
      '<$0.001',
      '$0.027',
      '$0.500',
      '$1.00',
      '$1,234.50',
    ])
  })

  it('is rough where it is expected only', () => {
    expect([0, 0.0002, 0.004, 0.043, 3.14159].map(formatAbout)).toEqual([
      '$0',
      '<$0.001',
      '$0.004',
      '$0.04',
      '$3.14',
    ])
  })
})

describe('time', () => {
  it('that something took', () => {
    expect([400, 9_000, 59_400, 246_000, 3_750_000].map(formatDuration)).toEqual([
      '0.4 s',
      '9 s',
      '59 s',
      '4:06',
      '1:02:30',
    ])
  })

  it('that passes', () => {
    expect([-5, 9_000, 141_000].map(formatClock)).toEqual(['0:00', '0:09', '2:21'])
  })

  it('of a moment', () => {
    expect([ago(0, 6), ago(1), ago(3), ago(30), ago(400)].map((at) => formatMoment(at, now))).toEqual([
      'today 09:30',
      'yesterday 15:30',
      'Thu 15:30',
      '23 Oct',
      '18 Oct 2025',
    ])
  })

  it('since then', () => {
    expect(
      [now, now - 26 * 60_000, ago(0, 1), ago(0, 5), ago(1), ago(3)].map((at) => formatAgo(at, now)),
    ).toEqual(['just now', '26 min', '1 hour', '5 hours', '1 day', '3 days'])
  })

  it('of a day', () => {
    expect(formatDay('2026-11-21')).toBe('Sat, 21 Nov 2026')
  })
})

it('counts and sizes', () => {
  expect([formatCount(1, 'step'), formatCount(1204, 'step')]).toEqual(['1 step', '1,204 steps'])
  expect([812, 14_000, 3_240_000, 250_000_000].map(formatSize)).toEqual([
    '812 B',
    '14 kB',
    '3.2 MB',
    '250 MB',
  ])
})
