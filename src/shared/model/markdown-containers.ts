import { CODE_INDENT, spacesAt } from './markdown-lines'

/** What blocks stand in. */
export type Container =
  | { kind: 'quote' }
  /** Of a list, or a footnote. */
  | {
      kind: 'item'
      /** How far its lines are indented, from where it starts. */
      indent: number
      /** Nothing stands in it yet. */
      empty: boolean
    }

const ITEM = /^(?:[-+*]|(\d{1,9})[.)])(?= |$)/
const FOOTNOTE = /^\[\^[^\]\s]+\]:/
/** A line across the page. */
export const RULE = /^(?:(?:\* *){3,}|(?:_ *){3,}|(?:- *){3,})$/

/** How many of the open containers the line goes on with, and the column after their marks. */
export function continueContainers(containers: Container[], columns: string): { count: number; at: number } {
  let at = 0
  let count = 0
  for (const container of containers) {
    const indent = spacesAt(columns, at)
    const isEmpty = at + indent === columns.length
    if (container.kind === 'quote') {
      if (indent >= CODE_INDENT || columns[at + indent] !== '>') break
      at = afterQuoteMark(columns, at + indent)
    } else if (isEmpty) {
      if (container.empty) break
    } else {
      if (indent < container.indent) break
      at += container.indent
      container.empty = false
    }
    count += 1
  }
  return { count, at }
}

/**
 * The container that begins at a column, and the column after its mark.
 * @param afterText the line before is one of a paragraph, which not every list interrupts
 */
export function openContainer(
  columns: string,
  from: number,
  afterText: boolean,
): { container: Container; at: number } | null {
  const indent = spacesAt(columns, from)
  if (indent >= CODE_INDENT) return null
  const at = from + indent
  if (columns[at] === '>') return { container: { kind: 'quote' }, at: afterQuoteMark(columns, at) }

  const rest = columns.slice(at)
  const footnote = FOOTNOTE.exec(rest)?.[0].length
  if (footnote !== undefined) {
    const content = at + footnote
    return {
      container: { kind: 'item', indent: CODE_INDENT, empty: false },
      at: content + spacesAt(columns, content),
    }
  }
  const item = ITEM.exec(rest)
  if (item === null || RULE.test(rest)) return null
  const [mark, number = '1'] = item
  const gap = spacesAt(rest, mark.length)
  const empty = mark.length + gap === rest.length
  if (afterText && (empty || number !== '1')) return null
  // More than four spaces are one space, and then code.
  const width = mark.length + (empty || gap > CODE_INDENT ? 1 : gap)
  return {
    container: { kind: 'item', indent: indent + width, empty },
    at: Math.min(at + width, columns.length),
  }
}

function afterQuoteMark(columns: string, at: number): number {
  return columns[at + 1] === ' ' ? at + 2 : at + 1
}
