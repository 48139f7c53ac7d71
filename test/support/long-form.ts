import { appendFileSync } from 'node:fs'
import { env } from 'node:process'
import { afterAll } from 'vitest'
import * as fc from './fast-check'
import { seed } from './seed'

/*
 * The same tests prove the promises of docs/reliability.md twice: in a short form with every `npm test`, and in a
 * long one with `npm run test:faults` and `npm run test:fuzz`, which print what was counted.
 */

const isLong = env['BATON_PROOF'] === 'long'

/** How often something is tried. */
export function times(short: number, long: number): number {
  return isLong ? long : short
}

/** A figure for the report of the long form: a line. */
export function tell(figure: string): void {
  const file = env['BATON_FIGURES']
  if (file !== undefined) appendFileSync(file, `${figure}\n`)
}

/**
 * For a figure that many tests of a file make up: each of them notes what it has seen, after the last of its
 * expectations, and the line is told when all are over. What did not stand is not in it.
 */
export function tally<Seen>(line: (all: Seen[]) => string): (seen: Seen) => void {
  const all: Seen[] = []
  afterAll(() => {
    if (all.length > 0) tell(line(all))
  })
  return (seen) => void all.push(seen)
}

/** `19 × 3 protocols`: how many of each. */
export function perProtocol(protocols: readonly string[], what: string): string {
  const count = new Set(protocols).size
  return `${protocols.length / count} ${what} × ${count} ${count === 1 ? 'protocol' : 'protocols'}`
}

/**
 * How many values a property is held against; told when it has stood.
 * @param what the values, in the plural
 */
export function fuzz<Values>(short: number, long: number, what: string): fc.Parameters<Values> {
  if (!isLong) return { numRuns: short, seed }
  return {
    numRuns: long,
    seed,
    reporter(details) {
      if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance })
      tell(`${details.numRuns.toLocaleString('en')} ${what}: 0 failed`)
    },
  }
}

/** A small seeded generator (mulberry32): at least 0, below 1. */
export function createRandom(start: number = seed): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
