import { parseReference } from './parse-reference'

/** How far behind `{{` a guess looks, in UTF-16 units; keeps the work for each `{{` small. */
const LONGEST_GUESS = 200
const WORD_END = /[\s},;:!?)]|\.(?=\s|$)|$/g
const DEFAULT_FILTER = /^\s*\|\s*default\s*:\s*"(?:[^"\\\n]|\\.)*"/

/**
 * Says what to do about a `{{` that has no `}}`, with a guess at the reference that was meant.
 *
 * @param attempt from `{{` to where the next thing begins.
 * @returns how many UTF-16 units of the attempt the fix replaces, at least 2.
 */
export function repairUnclosed(
  attempt: string,
  kind: 'unclosed' | 'unclosed-string',
): { length: number; message: string; fix: { label: string; text: string } } {
  const asText = { label: 'Write it as plain text', text: String.raw`\{{` }
  if (kind === 'unclosed-string') {
    return {
      length: attempt.length,
      message: 'A quote (") after {{ is not closed. Close it, or write \\{{ for plain braces.',
      fix: { ...asText, text: '\\' + attempt },
    }
  }
  const guess = guessReference(attempt)
  const message = 'This {{ is not closed. Close it with }}, or write \\{{ for plain braces.'
  if (!guess) return { length: 2, message, fix: asText }
  return { length: guess.length, message, fix: { label: `Close it: ${guess.text}`, text: guess.text } }
}

/** The shortest beginning that is a reference once closed; with its default, if one follows. */
function guessReference(attempt: string): { length: number; text: string } | undefined {
  const line = (attempt.slice(2, 2 + LONGEST_GUESS).split('\n', 1)[0] ?? '').trimEnd()
  if (!/^\s*(input|steps)\b/.test(line)) return undefined
  for (const { index } of line.matchAll(WORD_END)) {
    const body = line.slice(0, index)
    const closed = `{{${body}}}`
    if (!parseReference(closed).ok) continue
    const filter = DEFAULT_FILTER.exec(line.slice(index))?.[0] ?? ''
    // A lone `}` is half of the end that was meant, and is replaced with the rest.
    const brace = line[index + filter.length] === '}' ? 1 : 0
    return { length: 2 + index + filter.length + brace, text: `{{${body}${filter}}}` }
  }
  const whole = parseReference(`{{${line}}}`)
  if (whole.ok || !whole.fix.text.startsWith('{{')) return undefined
  return { length: 2 + line.length, text: whole.fix.text }
}
