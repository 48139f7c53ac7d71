import { formatTable, tabbedRows, type TableColumn } from './format-table'
import { printLines } from './print'
import { colorsFor, isTerminal } from './terminal-colors'

/** A table in a terminal, lines of cells parted by tabs elsewhere. */
export function printList(columns: TableColumn[], rows: string[][]): void {
  const { stdout } = process
  printLines(
    isTerminal(stdout) ? formatTable(columns, rows, stdout.columns, colorsFor(stdout)) : tabbedRows(rows),
  )
}
