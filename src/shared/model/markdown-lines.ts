/** A line of a text: where it starts, and its characters with each tab as the spaces up to the next stop. */
export interface Line {
  /** In the text, UTF-16 units. */
  start: number
  /** As it is, without its end. */
  raw: string
  /** One character for each column. */
  columns: string
}

/** Every fourth column. */
const TAB_STOP = 4
/** What is indented so far is code, and not the start of anything else. */
export const CODE_INDENT = 4

/** The lines of a text, in order; a text that ends with a line end has no empty line after it. */
export function* linesOf(text: string): Generator<Line, void, void> {
  const end = /\r\n|\n|\r/g
  for (let start = 0; start < text.length; start = end.lastIndex) {
    end.lastIndex = start
    const found = end.exec(text)
    const raw = text.slice(start, found?.index ?? text.length)
    yield { start, raw, columns: withoutTabs(raw) }
    if (found === null) return
  }
}

/** Where in the text a column of the line is. */
export function offsetOf({ start, raw }: Line, column: number): number {
  if (!raw.includes('\t')) return start + column
  let at = 0
  let index = 0
  for (; at < column; index += 1) at += raw[index] === '\t' ? TAB_STOP - (at % TAB_STOP) : 1
  return start + index
}

/** How many spaces stand at a column. */
export function spacesAt(columns: string, from: number): number {
  let at = from
  while (columns[at] === ' ') at += 1
  return at - from
}

function withoutTabs(raw: string): string {
  if (!raw.includes('\t')) return raw
  const [first = '', ...rest] = raw.split('\t')
  return rest.reduce(
    (columns, part) => columns + ' '.repeat(TAB_STOP - (columns.length % TAB_STOP)) + part,
    first,
  )
}
