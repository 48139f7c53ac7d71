import { wordsOf } from './split-parts'

const LIST_MARK = /^ *(?:[-*]|\d+\.) +/
const FENCE = /^ *(?:```|~~~)/

/**
 * The paragraphs, items, rows of tables and lines of code of a part, each on one line and without marks of Markdown.
 * The heading is left out.
 */
export function textBlocks(markdown: string): string[] {
  const blocks: string[][] = []
  let goesOn = false
  let inFence = false
  for (const line of markdown.split('\n')) {
    const isFence = FENCE.test(line)
    if (isFence) inFence = !inFence
    const isRow = !inFence && line.startsWith('|')
    const isAlone = inFence || isRow
    const text = isFence || (!inFence && /^#{1,6} /.test(line)) ? '' : isRow ? cellsOf(line) : line.trim()
    if (text === '') goesOn = false
    else if (goesOn && !isAlone && !LIST_MARK.test(line)) blocks.at(-1)?.push(text)
    else {
      blocks.push([isAlone ? text : text.replace(LIST_MARK, '')])
      goesOn = !isAlone
    }
  }
  return blocks.map((lines) => wordsOf(lines.join(' ')))
}

/** `label · what it is`; nothing of the rule under a table's head. */
function cellsOf(row: string): string {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1)
  if (cells.every((cell) => /^[ :-]*$/.test(cell))) return ''
  return cells.map((cell) => cell.trim()).join(' · ')
}
