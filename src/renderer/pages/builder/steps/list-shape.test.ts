import { expect, it } from 'vitest'
import { centreOf, rowAt } from './list-shape'

const CLOSED = { open: -1, openHeight: 0, narrow: false }
const OPEN = { open: 2, openHeight: 600, narrow: false }

it('places rows one below the other, around the open card', () => {
  expect([0, 1, 2].map((position) => centreOf(position, CLOSED))).toEqual([22, 66, 110])
  expect([1, 2, 3].map((position) => centreOf(position, OPEN))).toEqual([66, 117, 722])
})

it('finds the row at a height again', () => {
  for (const shape of [CLOSED, OPEN]) {
    for (const position of [0, 1, 2, 3, 150]) expect(rowAt(centreOf(position, shape), shape)).toBe(position)
  }
  expect(rowAt(500, OPEN)).toBe(2)
  expect(rowAt(-30, CLOSED)).toBe(-1)
})
