import { wrapText } from './text-width'

const LIST_MARKER = /^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+|>\s+)?/
const FENCE = /^\s*(?:```|~~~)/

/**
 * Breaks Markdown for a terminal: lines of a list item stay under its text, code and tables stay as they are.
 * @param width cells
 */
export function wrapProse(text: string, width: number): string[] {
  let isCode = false
  return text.split('\n').flatMap((line) => {
    if (FENCE.test(line)) isCode = !isCode
    if (isCode || FENCE.test(line) || line.trimStart().startsWith('|')) return [line]
    const hang = LIST_MARKER.exec(line)?.[0].length ?? 0
    if (hang === 0 || hang > width / 2) return wrapText(line, width)
    const [first = '', ...more] = wrapText(line.slice(hang), width - hang)
    return [line.slice(0, hang) + first, ...more.map((part) => ' '.repeat(hang) + part)]
  })
}
