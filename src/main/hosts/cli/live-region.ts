import { stripVTControlCharacters } from 'node:util'
import { textWidth } from './text-width'

const ESCAPE = '\u{1B}['
const CLEAR_TO_END_OF_LINE = `${ESCAPE}K`
const CLEAR_BELOW = `${ESCAPE}J`
/** Terminals that know it show everything between the two at once; others ignore it. */
const BEGIN_FRAME = `${ESCAPE}?2026h`
const END_FRAME = `${ESCAPE}?2026l`

/** The last lines of a terminal, drawn over and over, under lines that stay. */
export interface LiveRegion {
  /** Writes `settled` for good and `live` below it, in the place of what was live before. */
  draw(settled: string[], live: string[]): void
}

/**
 * Each drawing is one write that overwrites line by line, so that nothing flickers. The lines must be narrower than
 * the terminal and the live ones fewer than its rows.
 */
export function createLiveRegion(write: (text: string) => void, columns: () => number): LiveRegion {
  let drawn: string[] = []
  return {
    draw(settled, live) {
      if (settled.length === 0 && sameLines(live, drawn)) return
      const lines = [...settled, ...live].map((line) => `${line}${CLEAR_TO_END_OF_LINE}\n`)
      write(`${BEGIN_FRAME}${cursorUp(rowsOf(drawn, columns()))}${lines.join('')}${CLEAR_BELOW}${END_FRAME}`)
      drawn = live
    },
  }
}

/** A terminal that became narrower has broken the lines that no longer fit. */
function rowsOf(lines: string[], columns: number): number {
  return lines.reduce((sum, line) => {
    const width = textWidth(stripVTControlCharacters(line))
    return sum + Math.max(1, Math.ceil(width / Math.max(1, columns)))
  }, 0)
}

function cursorUp(rows: number): string {
  return rows === 0 ? '' : `\r${ESCAPE}${rows}A`
}

function sameLines(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index])
}
