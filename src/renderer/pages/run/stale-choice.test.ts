import { describe, expect, it } from 'vitest'
import { toggleStale } from './stale-choice'

// a → b → c, a → d
const dependencies = new Map([
  ['a', new Set<string>()],
  ['b', new Set(['a'])],
  ['c', new Set(['b'])],
  ['d', new Set(['a'])],
])
const all = ['a', 'b', 'c', 'd']
const toggle = (leftOut: string[], id: string) => [...toggleStale(all, dependencies, new Set(leftOut), id)]

describe('choosing among stale steps', () => {
  it('leaves out with a step what reads it', () => {
    expect(toggle([], 'b')).toEqual(['b', 'c'])
    expect(toggle([], 'a')).toEqual(all)
    expect(toggle(['b', 'c'], 'd')).toEqual(['b', 'c', 'd'])
  })

  it('puts in with a step what it reads', () => {
    expect(toggle(all, 'c')).toEqual(['d'])
    expect(toggle(all, 'a')).toEqual(['b', 'c', 'd'])
  })
})
