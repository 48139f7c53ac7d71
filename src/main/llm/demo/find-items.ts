/** Something that an earlier step or the user named: a feature, a finding, a point. */
export interface Item {
  name: string
  text: string
}

const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ x]\]\s+)?(.*)$/
const HEADING = /^#{1,6}\s+(.*)$/
const LEAD_IN = /^\*\*(.+?)\*\*[\s:.–—-]*(.*)$/

/**
 * The items that a text names, in its order: list items with their lead-ins, and numbered headings. Where a heading
 * matches `under`, only those below it count.
 */
export function findItems(text: string, under?: RegExp): Item[] {
  const lines = text.split('\n')
  const start =
    under === undefined ? -1 : lines.findLastIndex((line) => under.test(HEADING.exec(line)?.[1] ?? ''))
  const found = read(lines.slice(start + 1), start === -1 ? undefined : level(lines[start] ?? ''))
  return found.length === 0 && start !== -1 ? read(lines) : found
}

function read(lines: string[], untilLevel?: number): Item[] {
  const items = new Map<string, Item>()
  for (const line of lines) {
    const heading = HEADING.exec(line)?.[1]
    if (heading !== undefined && untilLevel !== undefined && level(line) <= untilLevel) break
    const item = heading === undefined ? listItem(line) : numberedHeading(heading)
    if (item !== undefined && !items.has(item.name.toLowerCase())) items.set(item.name.toLowerCase(), item)
  }
  return [...items.values()]
}

function level(line: string): number {
  return line.length - line.replace(/^#+/, '').length
}

function numberedHeading(heading: string): Item | undefined {
  const name = /^\d+[.)]\s+(.*)$/.exec(heading)?.[1]
  return name === undefined ? undefined : { name: plain(name), text: '' }
}

function listItem(line: string): Item | undefined {
  const content = LIST_ITEM.exec(line)?.[1]
  if (content === undefined) return undefined
  const leadIn = LEAD_IN.exec(content)
  const name = plain(leadIn?.[1] ?? content.split(/[:.;–—]\s/, 1)[0] ?? '')
  if (name.length < 3 || name.length > 60) return undefined
  return { name, text: plain(leadIn?.[2] ?? content.slice(name.length)) }
}

function plain(text: string): string {
  return text.replace(/[*_`]+/g, '').replace(/^[\s:;,.–—-]+|[\s:;,.]+$/g, '')
}
