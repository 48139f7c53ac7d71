import { parseReference } from './parse-reference'
import type { BrokenSegment, PromptSegment, PromptTemplate, ReferenceSegment } from './prompt-template'
import { repairUnclosed } from './repair-unclosed'

/**
 * Reads a prompt. Never throws: what is between `{{` and `}}` and is no reference becomes a broken segment with
 * a problem that says how to mend it. A stray `}}` is plain text, and so is the first brace of `{{{`, so that
 * `{{{input}}}` is the input in braces.
 *
 * Takes time in proportion to the length of the text. Does not know which steps and fields exist: that is lint.
 */
export function parsePrompt(text: string): PromptTemplate {
  const segments: PromptSegment[] = []
  const scanner: Scanner = { text, unclosedUntil: 0 }
  let textStart = 0
  let value = ''
  let position = 0

  const endText = (to: number): void => {
    if (to > textStart) {
      const range = { from: textStart, to }
      segments.push({ type: 'text', value, source: text.slice(textStart, to), range })
    }
    value = ''
  }

  while (true) {
    const braces = text.indexOf('{{', position)
    if (braces === -1) break
    let backslashStart = braces
    while (backslashStart > position && text[backslashStart - 1] === '\\') backslashStart--
    const backslashes = braces - backslashStart
    value += text.slice(position, backslashStart) + '\\'.repeat(Math.floor(backslashes / 2))
    if (backslashes % 2 === 1) {
      value += '{{'
      position = braces + 2
      continue
    }
    let opening = braces
    if (text[braces + 2] === '{' && text[braces + 3] !== '{') {
      value += '{'
      opening = braces + 1
    }
    endText(opening)
    const { segment, resume } = readBraces(scanner, opening)
    segments.push(segment)
    textStart = segment.range.to
    value = text.slice(textStart, resume)
    position = resume
  }
  value += text.slice(position)
  endText(text.length)
  const problems = segments.flatMap((segment) => (segment.type === 'broken' ? [segment.problem] : []))
  return { segments, problems }
}

interface Scanner {
  text: string
  /** Up to here, every string that begins is known to have no end (see `skipString`). */
  unclosedUntil: number
}

/** Reads from `{{` at `opening`. What stands between the segment and `resume` is plain text without `{{`. */
function readBraces(
  scanner: Scanner,
  opening: number,
): { segment: ReferenceSegment | BrokenSegment; resume: number } {
  const { text } = scanner
  const end = findEnd(scanner, opening + 2)
  if (end.kind === 'closed') {
    const range = { from: opening, to: end.at + 2 }
    const source = text.slice(range.from, range.to)
    const parsed = parseReference(source)
    if (parsed.ok) {
      const { reference, labelRange } = parsed
      const segment: ReferenceSegment = { type: 'reference', reference, source, range }
      if (labelRange) {
        segment.labelRange = { from: opening + labelRange.from, to: opening + labelRange.to }
      }
      return { segment, resume: range.to }
    }
    const { message, fix, unknownName } = parsed
    const segment: BrokenSegment = {
      type: 'broken',
      source,
      range,
      problem: { path: [], message, severity: 'error', range, fix },
    }
    if (unknownName !== undefined) segment.unknownName = unknownName
    return { segment, resume: range.to }
  }
  const { length, message, fix } = repairUnclosed(text.slice(opening, end.at), end.kind)
  const range = { from: opening, to: opening + length }
  const source = text.slice(range.from, range.to)
  return {
    segment: {
      type: 'broken',
      source,
      range,
      problem: { path: [], message, severity: 'error', range, fix },
    },
    resume: end.at,
  }
}

/**
 * Finds the `}}` that is not in a string. Without one, says where to go on reading: at the next `{{` (with the
 * backslashes before it) or the end; where a string has no end, also behind `}}` or at the end of its line.
 */
function findEnd(
  scanner: Scanner,
  from: number,
): { kind: 'closed' | 'unclosed' | 'unclosed-string'; at: number } {
  const { text } = scanner
  let position = from
  while (position < text.length) {
    const character = text[position]
    if (character === '"') {
      const after = skipString(scanner, position)
      if (after === -1) return { kind: 'unclosed-string', at: endOfAttempt(text, position) }
      position = after
    } else if (character === '}' && text[position + 1] === '}') {
      return { kind: 'closed', at: position }
    } else if (character === '{' && text[position + 1] === '{') {
      return { kind: 'unclosed', at: beforeBackslashes(text, position, from) }
    } else {
      position++
    }
  }
  return { kind: 'unclosed', at: text.length }
}

/**
 * The position behind the string that begins at `quote`, or -1 if its line ends first.
 *
 * Every quote inside a string without an end is an escaped one, and a string that began there would have no end
 * either. Remembering that keeps a line full of them from being read again for each. (Reading only goes on
 * behind the first such quote.)
 */
function skipString(scanner: Scanner, quote: number): number {
  if (quote < scanner.unclosedUntil) return -1
  const { text } = scanner
  let position = quote + 1
  while (position < text.length) {
    const character = text[position]
    if (character === '"') return position + 1
    if (character === '\n') break
    position += character === '\\' && text[position + 1] !== '\n' ? 2 : 1
  }
  scanner.unclosedUntil = position
  return -1
}

function endOfAttempt(text: string, from: number): number {
  for (let position = from; position < text.length; position++) {
    const pair = text.slice(position, position + 2)
    if (pair === '}}') return position + 2
    if (pair === '{{') return beforeBackslashes(text, position, from)
    if (text[position] === '\n') return position
  }
  return text.length
}

/** Backslashes in front of `{{` belong to it: they may escape it. */
function beforeBackslashes(text: string, position: number, from: number): number {
  while (position > from && text[position - 1] === '\\') position--
  return position
}
