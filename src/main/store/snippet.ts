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
/** A cut is moved by at most so much, so that it falls between words; some scripts have no spaces. */
const LONGEST_WORD = 24
const LEFT_OUT = '…'

/** About 200 characters around the first place where one of the terms stands, in one line. */
export function snippet(text: string, terms: string[]): SnippetPart[] {
  const pattern = new RegExp(terms.map(literally).join('|'), 'giu')
  const first = terms.length === 0 ? undefined : text.matchAll(pattern).next().value
  const hit = { start: first?.index ?? 0, length: first?.[0].length ?? 0 }
  const from = startOfWord(text, Math.max(0, hit.start - BEFORE_HIT), hit.start)
  const shown = upToWord(text.slice(from), cutText(text.slice(from), LENGTH), hit.start - from + hit.length)
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

function startOfWord(text: string, index: number, atMost: number): number {
  if (index === 0) return 0
  const words = text.slice(index - 1, Math.min(atMost + 1, index + LONGEST_WORD))
  const gap = words.search(/\s\S/)
  return gap === -1 ? startOfCharacter(text, index) : index + gap
}

function upToWord(text: string, shown: string, atLeast: number): string {
  if (shown.length === text.length) return shown
  const end = text.slice(0, shown.length + 1).search(/\s\S*$/)
  return end < atLeast || end < shown.length - LONGEST_WORD ? shown : shown.slice(0, end)
}

function startOfCharacter(text: string, index: number): number {
  const isSecondHalf = index > 0 && /[\uDC00-\uDFFF]/.test(text.charAt(index))
  return isSecondHalf ? index - 1 : index
}

function literally(term: string): string {
  return term.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
