import type { Colors } from './terminal-colors'
import { cutText, padEnd, padStart, textWidth } from './text-width'

export interface TableColumn {
  title: string
  /** Cut when there is no room for the whole row. One column may be. */
  isFlexible?: boolean
  alignRight?: boolean
}

const GAP = 2
const MIN_FLEXIBLE = 12

/** Rows under a dimmed head, the columns as wide as they need; the flexible one takes what is left of `width`. */
export function formatTable(
  columns: TableColumn[],
  rows: string[][],
  width: number,
  colors: Colors,
): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ''))),
  )
  const excess = widths.reduce((sum, column) => sum + column + GAP, -GAP) - width
  const flexible = columns.findIndex(({ isFlexible }) => isFlexible)
  const natural = widths[flexible]
  if (excess > 0 && natural !== undefined) {
    widths[flexible] = Math.max(Math.min(natural, MIN_FLEXIBLE), natural - excess)
  }
  const line = (row: string[]) =>
    columns
      .map(({ alignRight }, index) => {
        const cell = cutText(row[index] ?? '', widths[index] ?? 0)
        return alignRight ? padStart(cell, widths[index] ?? 0) : padEnd(cell, widths[index] ?? 0)
      })
      .join(' '.repeat(GAP))
      .trimEnd()
  return [colors.dim(line(columns.map(({ title }) => title))), ...rows.map(line)]
}

/** Rows for programs: no head, columns parted by tabs, nothing cut. */
export function tabbedRows(rows: string[][]): string[] {
  return rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/gu, ' ')).join('\t'))
}
