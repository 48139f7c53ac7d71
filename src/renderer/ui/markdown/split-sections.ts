/** A part of a text that is formatted, laid out and kept as one. */
export interface Section {
  /** Where it begins in the whole text. */
  from: number
  /** Paragraphs, lists, tables, fences: each can be formatted without the others. */
  blocks: string[]
}

/** A section ends with the block that makes it this long. */
const SECTION = 2_000
/** A list or an indented passage that goes on for longer is cut at its next empty line. */
const LONGEST_BLOCK = 4_000

/**
 * Cuts Markdown into blocks at its top-level empty lines, without reading more of it than a line's first characters.
 * A text that grows keeps the sections it had, all but the last, so that only its end is ever worked on again.
 */
export function createSplitter(): (text: string) => Section[] {
  let known = ''
  let sections: Section[] = []
  return (text) => {
    if (text === known) return sections
    const grown = known !== '' && text.startsWith(known)
    const kept = grown ? sections.slice(0, -1) : []
    const from = grown ? (sections.at(-1)?.from ?? 0) : 0
    known = text
    sections = [...kept, ...splitSections(text, from)]
    return sections
  }
}

export function splitSections(text: string, from = 0): Section[] {
  const sections: Section[] = []
  let section: Section = { from, blocks: [] }
  let length = 0
  let block: string[] = []
  let blockFrom = from
  let fence: string | null = null
  let emptyBefore = false

  const endBlock = (next: number): void => {
    const content = block.join('\n').replace(/\s+$/, '')
    block = []
    if (content === '') return
    if (length >= SECTION) {
      sections.push(section)
      section = { from: blockFrom, blocks: [] }
      length = 0
    }
    section.blocks.push(content)
    length += next - blockFrom
  }

  for (let at = from; at < text.length;) {
    const lineEnd = text.indexOf('\n', at)
    const end = lineEnd === -1 ? text.length : lineEnd
    const line = text.slice(at, end)
    if (fence !== null) {
      block.push(line)
      if (closesFence(line, fence)) fence = null
    } else if (isEmpty(line)) {
      emptyBefore = true
      block.push(line)
    } else {
      if (emptyBefore && !goesOn(block[0] ?? '', line, at - blockFrom)) {
        endBlock(at)
        blockFrom = at
      }
      emptyBefore = false
      fence = opensFence(line)
      block.push(line)
    }
    at = end + 1
  }
  endBlock(text.length)
  if (section.blocks.length > 0) sections.push(section)
  return sections
}

function isEmpty(line: string): boolean {
  return line.trim() === ''
}

const LIST_ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/

/** Whether a line after an empty one still belongs to the block: an indented passage, or the next item of a list. */
function goesOn(firstLine: string, line: string, length: number): boolean {
  if (length > LONGEST_BLOCK || isEmpty(firstLine)) return false
  return /^(?: {2}|\t| \t)/.test(line) || (LIST_ITEM.test(firstLine) && LIST_ITEM.test(line))
}

/** The fence's own characters, where a line opens one; a list's item may open one, too. */
function opensFence(line: string): string | null {
  const [, mark = ''] = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})/.exec(line) ?? []
  if (mark === '') return null
  // A line such as ```code``` is no fence.
  return mark.startsWith('`') && line.slice(line.indexOf(mark) + mark.length).includes('`') ? null : mark
}

function closesFence(line: string, fence: string): boolean {
  const mark = line.replace(/^[\s>]+/, '').trimEnd()
  return mark.length >= fence.length && mark === fence.charAt(0).repeat(mark.length)
}
