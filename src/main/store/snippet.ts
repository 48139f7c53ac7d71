import { cutText } from './cut-text'

/** A piece of a snippet. Plain text of unknown origin, never markup. */
export interface SnippetPart {
  text: string
  /** To be highlighted. */
  hit: boolean
}

/** UTF-16 units, without the marks of what was left out. */
const LENGTH = 200
const BEFORE_HIT = 60
const LEFT_OUT = '…'

/** About 200 characters around the first place where one of the terms stands, in one line. */
export function snippet(text: string, terms: string[]): SnippetPart[] {
  const pattern = new RegExp(terms.map(literally).join('|'), 'giu')
  const first = terms.length === 0 ? 0 : Math.max(0, text.search(pattern))
  const from = startOfCharacter(text, Math.max(0, first - BEFORE_HIT))
  const shown = cutText(text.slice(from), LENGTH)
  const parts = terms.length === 0 ? [{ text: shown, hit: false }] : split(shown, pattern)
  const oneLine = parts.map((part) => ({ ...part, text: part.text.replaceAll(/\s+/g, ' ') }))
  if (from > 0) oneLine.unshift({ text: LEFT_OUT, hit: false })
  if (from + shown.length < text.length) oneLine.push({ text: LEFT_OUT, hit: false })
  return oneLine
}

function split(text: string, pattern: RegExp): SnippetPart[] {
  const parts: SnippetPart[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), hit: false })
    parts.push({ text: match[0], hit: true })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ text: text.slice(end), hit: false })
  return parts
}

function startOfCharacter(text: string, index: number): number {
  const isSecondHalf = index > 0 && /[\uDC00-\uDFFF]/.test(text.charAt(index))
  return isSecondHalf ? index - 1 : index
}

function literally(term: string): string {
  return term.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
