const PRINTABLE_ASCII = /^[\x20-\x7e]*$/
const TAKES_NO_CELL = /^[\p{Mark}\p{Cf}]+$/u
/** East Asian wide and full-width characters, and emoji: two cells in every terminal that matters. */
const TAKES_TWO_CELLS =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\uFE0F/u

let segmenter: Intl.Segmenter | undefined

/** How many cells of a terminal a text takes. It has no control characters and no styles yet. */
export function textWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0)
}

/** The text if it fits, else its start with an ellipsis. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  return width < 1 ? '' : `${startOf(text, width - 1).trimEnd()}…`
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text
}

/** Breaks a text into lines of at most `width` cells, between words where it can. Line breaks stay. */
export function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line.replaceAll('\t', '    ').trimEnd(), width))
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(/(?<=\s)(?=\S)/u)) {
    let rest = word
    if (textWidth(current + rest.trimEnd()) > width && current !== '') {
      lines.push(current.trimEnd())
      current = ''
    }
    while (textWidth(rest.trimEnd()) > width) {
      const start = startOf(rest, width) || (graphemes(rest)[0] ?? rest)
      lines.push(start)
      rest = rest.slice(start.length)
    }
    current += rest
  }
  return [...lines, current.trimEnd()]
}

/** The longest start that fits; it may be empty. */
function startOf(text: string, width: number): string {
  let cells = 0
  let start = ''
  for (const grapheme of graphemes(text)) {
    cells += graphemeWidth(grapheme)
    if (cells > width) break
    start += grapheme
  }
  return start
}

function graphemeWidth(grapheme: string): number {
  if (TAKES_NO_CELL.test(grapheme)) return 0
  return TAKES_TWO_CELLS.test(grapheme) ? 2 : 1
}

function graphemes(text: string): string[] {
  if (PRINTABLE_ASCII.test(text)) return text.split('')
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}
