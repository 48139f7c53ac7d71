/** The one control character beside line ends that is expected is Escape. */
const PARTS =
  /(?<move>[\r\n])|\p{Cc}\[(?<up>\d+)A|\p{Cc}\[(?<erase>[KJ])|\p{Cc}\[[?\d;]*[hlm]|(?<text>\P{Cc}+)/gu

/** As much of a terminal as the live display needs: what a person sees, lines that scrolled away included. */
export function terminalScreen() {
  const rows = ['']
  let row = 0
  let column = 0
  let writes = 0
  return {
    get writes() {
      return writes
    },
    /** The lines above the cursor. */
    lines: () => rows.slice(0, row),
    write: (output: string): void => {
      writes += 1
      for (const { groups = {} } of output.matchAll(PARTS)) {
        const { up, erase, move, text } = groups
        if (up !== undefined) row -= Number(up)
        if (erase !== undefined) rows[row] = (rows[row] ?? '').slice(0, column)
        if (erase === 'J') rows.length = row + 1
        if (move !== undefined) column = 0
        if (move === '\n') row += 1
        if (text !== undefined) {
          rows[row] =
            (rows[row] ?? '').slice(0, column) + text + (rows[row] ?? '').slice(column + text.length)
          column += text.length
        }
        rows[row] ??= ''
      }
    },
  }
}
