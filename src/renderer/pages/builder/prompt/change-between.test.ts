import { expect, it } from 'vitest'
import { changeBetween } from './change-between'

const LONG = 'a'.repeat(3_000)

it.each([
  ['same', 'same', null],
  ['', 'abc', { from: 0, to: 0, insert: 'abc' }],
  ['abc', '', { from: 0, to: 3, insert: '' }],
  ['one two three', 'one 2 three', { from: 4, to: 7, insert: '2' }],
  ['aaa', 'aaaa', { from: 3, to: 3, insert: 'a' }],
  ['aXbXc', 'aXc', { from: 2, to: 4, insert: '' }],
  [LONG, `${LONG}b`, { from: 3_000, to: 3_000, insert: 'b' }],
  [LONG, `b${LONG}`, { from: 0, to: 0, insert: 'b' }],
  [`${LONG}bc${LONG}`, `${LONG}d${LONG}`, { from: 3_000, to: 3_002, insert: 'd' }],
  [LONG, LONG.slice(1), { from: 2_999, to: 3_000, insert: '' }],
])('turns one text into another by the smallest change (%#)', (before, after, expected) => {
  const change = changeBetween(before, after)
  expect(change).toEqual(expected)
  const { from, to, insert } = change ?? { from: 0, to: 0, insert: '' }
  expect(before.slice(0, from) + insert + before.slice(to)).toBe(after)
})
