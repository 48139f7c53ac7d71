import { createHash } from 'node:crypto'

/** Chooses among variants: the same text and salt always choose the same one. */
export interface Picker {
  one<T>(from: readonly [T, ...T[]], salt: string): T
  /** Up to `count` different ones, in an order of their own. */
  some<T>(from: readonly T[], count: number, salt: string): T[]
}

export function createPicker(seed: string): Picker {
  const number = (salt: string): number =>
    createHash('sha256').update(`${seed}\0${salt}`).digest().readUInt32BE(0)
  return {
    one: (from, salt) => from[number(salt) % from.length] ?? from[0],
    some: (from, count, salt) =>
      from
        .map((value, index) => ({ value, rank: number(`${salt}\0${index}`) }))
        .sort((a, b) => a.rank - b.rank)
        .slice(0, count)
        .map(({ value }) => value),
  }
}
