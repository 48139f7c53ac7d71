import { markdownOutline } from './markdown-outline'

const DEEPEST = 6

/**
 * A Markdown text as a part of a document: its headings stand below the one that it comes under, all lowered by as many
 * levels as that takes, at most to the sixth. What it breaks off in is ended. All else is as it was, byte for byte.
 *
 * @param level of the heading that it comes under
 */
export function lowerHeadings(text: string, level: number): string {
  const { headings, unclosed } = markdownOutline(text)
  const highest = headings.reduce((least, heading) => Math.min(least, heading.level), DEEPEST)
  const by = Math.max(0, level + 1 - highest)
  let lowered = ''
  let at = 0
  for (const heading of by === 0 ? [] : headings) {
    const marks = '#'.repeat(Math.min(DEEPEST, heading.level + by))
    lowered += text.slice(at, heading.start)
    lowered += heading.underlined === undefined ? marks : `${marks} ${onOneLine(heading.underlined)}`
    at = heading.end
  }
  lowered += text.slice(at)
  return unclosed === '' ? lowered : `${lowered}\n${unclosed}`
}

/** A break in the middle of a heading has no place in one line; what would end the heading there is kept from that. */
function onOneLine(lines: string[]): string {
  const title = lines
    .map((line, index) => (index < lines.length - 1 ? line.replace(/(?<!\\)((?:\\\\)*)\\$/, '$1') : line))
    .join(' ')
  return /(?:^|[ \t])#+$/.test(title) ? `${title} #` : title
}
