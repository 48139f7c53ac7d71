import { continueContainers, openContainer, RULE, type Container } from './markdown-containers'
import { htmlBlock, type HtmlBlock } from './markdown-html'
import { CODE_INDENT, linesOf, offsetOf, spacesAt } from './markdown-lines'

/** A heading where it stands in a text. Offsets are in UTF-16 units. */
export interface MarkdownHeading {
  /** From 1 to 6. */
  level: number
  /** Of the number signs before it; of an underlined heading, from its first line to the end of its underline. */
  start: number
  end: number
  /** The lines of an underlined heading, trimmed. */
  underlined?: string[]
}

export interface MarkdownOutline {
  /** In order; those in quotes and lists, too. */
  headings: MarkdownHeading[]
  /** What ends the block that the text breaks off in and that would swallow all that follows; empty: there is none. */
  unclosed: string
}

/** Of a paragraph. */
interface TextLine {
  start: number
  text: string
  /** It may be the head of a table. */
  isHead: boolean
}

type Leaf =
  | { kind: 'paragraph'; lines: TextLine[] }
  | { kind: 'table' }
  | { kind: 'fence'; mark: string }
  | { kind: 'html'; block: HtmlBlock }

const HEADING = /^#{1,6}(?= |$)/
const UNDERLINE = /^(?:=+|-+) *$/
const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,})/
const FENCE_END = /^ {0,3}(`{3,}|~{3,}) *$/
const DELIMITERS = /^\|?(?: *:?-+:? *\|)* *(?::?-+:? *)?$/
const DEFINITION =
  /^\[(?!\s*\])(?:[^[\]\\]|\\.)+\]:\s*(?:<(?:[^<>\n\\]|\\.)*>|[^\s<]\S*)(?:[ \t]*(?=\n|$)|\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*(?=\n|$))\n?/

/**
 * Where the headings of a Markdown text stand: CommonMark, with the tables and footnotes of GitHub. It follows the
 * blocks, line by line, and does not look into lines: what looks like a heading in code, HTML or a paragraph is none.
 */
export function markdownOutline(text: string): MarkdownOutline {
  const headings: MarkdownHeading[] = []
  const containers: Container[] = []
  let leaf: Leaf | null = null

  for (const line of linesOf(text)) {
    const { columns } = line
    const kept = continueContainers(containers, columns)
    // A paragraph may go on with a line that lacks the marks of what it stands in.
    const isLazy = kept.count < containers.length
    if (isLazy && leaf?.kind !== 'paragraph') leaf = null
    if (leaf?.kind === 'fence' || leaf?.kind === 'html') {
      if (endsWith(leaf, columns.slice(kept.at))) leaf = null
      continue
    }

    const inside = openContainers(containers, kept, columns, leaf?.kind === 'paragraph' && !isLazy)
    if (inside.isNew) leaf = null
    const column = inside.at + spacesAt(columns, inside.at)
    const rest = columns.slice(column)
    const isCode = column - inside.at >= CODE_INDENT
    const start = offsetOf(line, column)
    const paragraph: TextLine[] | null = leaf?.kind === 'paragraph' ? leaf.lines : null
    const words: TextLine = {
      start: isCode ? offsetOf(line, inside.at) : start,
      text: line.raw.slice(start - line.start).trim(),
      isHead: !isCode && !(isLazy && paragraph !== null),
    }

    const level = isCode ? undefined : HEADING.exec(rest)?.[0].length
    const underlined =
      paragraph !== null && !isLazy && !isCode && UNDERLINE.test(rest) ? withoutDefinitions(paragraph) : []
    const block: Leaf | null = isCode ? null : blockOf(rest, paragraph !== null)
    if (level !== undefined) {
      headings.push({ level, start, end: start + level })
      leaf = null
    } else if (underlined[0] !== undefined) {
      headings.push({
        level: rest.startsWith('=') ? 1 : 2,
        start: underlined[0].start,
        end: start + rest.trimEnd().length,
        underlined: underlined.map((each) => each.text),
      })
      leaf = null
    } else if (block !== null || rest === '' || (!isCode && RULE.test(rest))) {
      leaf = block?.kind === 'html' && endsWith(block, rest) ? null : block
    } else if (paragraph !== null) {
      if (!isLazy && !isCode && isTable(paragraph, rest)) leaf = { kind: 'table' }
      else paragraph.push(words)
      continue
    } else if (leaf?.kind !== 'table') {
      leaf = isCode ? null : { kind: 'paragraph', lines: [words] }
    }
    if (!inside.isNew) containers.length = kept.count
  }
  return { headings, unclosed: containers.length === 0 ? unclosed(leaf) : '' }
}

/** Opens what the line opens, in the place of what it does not go on with. */
function openContainers(
  containers: Container[],
  kept: { count: number; at: number },
  columns: string,
  afterText: boolean,
): { at: number; isNew: boolean } {
  let { at } = kept
  let isNew = false
  for (;;) {
    const opened = openContainer(columns, at, afterText)
    if (opened === null) return { at, isNew }
    if (!isNew) containers.length = kept.count
    isNew = true
    containers.push(opened.container)
    at = opened.at
  }
}

/** The block of code or HTML that begins with this. */
function blockOf(rest: string, afterText: boolean): Leaf | null {
  const mark = FENCE.exec(rest)?.[0]
  if (mark !== undefined) return { kind: 'fence', mark }
  const block = htmlBlock(rest, afterText)
  return block === null ? null : { kind: 'html', block }
}

function endsWith(leaf: Extract<Leaf, { kind: 'fence' | 'html' }>, rest: string): boolean {
  if (leaf.kind === 'fence') return FENCE_END.exec(rest)?.[1]?.startsWith(leaf.mark) === true
  return leaf.block.end === null ? rest.trim() === '' : leaf.block.end.test(rest)
}

function unclosed(leaf: Leaf | null): string {
  if (leaf?.kind === 'fence') return leaf.mark
  return leaf?.kind === 'html' ? leaf.block.closing : ''
}

/** The lines of a paragraph after the link definitions that it begins with. */
function withoutDefinitions(lines: TextLine[]): TextLine[] {
  if (lines[0]?.text.startsWith('[') !== true) return lines
  let rest = lines.map((line) => line.text).join('\n')
  let count = 0
  for (let found = DEFINITION.exec(rest); found !== null; found = DEFINITION.exec(rest)) {
    rest = rest.slice(found[0].length)
    count += found[0].split('\n').length - 1
  }
  return rest === '' ? [] : lines.slice(count)
}

/** Whether the line, below a paragraph, makes the last line of that the head of a table. */
function isTable(paragraph: TextLine[], line: string): boolean {
  if (!/[|:]/.test(line) || !DELIMITERS.test(line)) return false
  const head = paragraph.at(-1)
  return head?.isHead === true && countCells(head.text) === countCells(line)
}

function countCells(row: string): number {
  const bars = row.trim().replace(/^\|/, '').replace(/\\./g, '').replace(/\|$/, '')
  return bars.split('|').length
}
