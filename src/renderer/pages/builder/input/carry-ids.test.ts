import { expect, it } from 'vitest'
import { carryIds } from './carry-ids'

function carry(...lists: string[][]): string {
  let last = 0
  const newId = (): string => String((last += 1))
  const ids = lists.reduce((former, names) => carryIds(former, names, newId), carryIds([], [], newId))
  return ids.map(({ id }) => id).join('')
}

it.each([
  [
    'that is renamed',
    [
      ['a', 'b', 'c'],
      ['a', 'x', 'c'],
    ],
    '123',
  ],
  [
    'that goes elsewhere',
    [
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
    ],
    '312',
  ],
  [
    'beside one that is removed',
    [
      ['a', 'b', 'c'],
      ['a', 'c'],
    ],
    '13',
  ],
  [
    'beside one that is added',
    [
      ['a', 'b'],
      ['a', 'b', 'x'],
    ],
    '123',
  ],
  [
    'beside one that comes back',
    [
      ['a', 'b', 'c'],
      ['b', 'c'],
      ['a', 'b', 'c'],
    ],
    '423',
  ],
])('a field %s keeps its id', (_what, lists, ids) => {
  expect(carry(...lists)).toBe(ids)
})

it('fields that are other ones have other ids', () => {
  expect(carry(['a', 'b'], ['x'])).toBe('3')
})
