import { endOfString, readString, unquote } from './string-literal'

/** Reads what is behind the `|`. `wrong`: why it is no default; `text` is then a guess. */
export function parseDefault(filter: string): { text: string; wrong?: string } {
  const head = /^\s*default\s*:\s*/.exec(filter)?.[0]
  if (head !== undefined) {
    const end = endOfString(filter, head.length)
    const text = end === -1 ? undefined : readString(filter.slice(head.length, end))
    if (text !== undefined && filter.slice(end).trim() === '') return { text }
    if (text !== undefined) return { text, wrong: 'There is something behind the default. Remove it.' }
    const wrong = 'A default is a text in straight double quotes, such as | default: "none".'
    return { text: unquote(filter.slice(head.length)), wrong }
  }
  const guess = filter.replace(/^\s*[a-z]*\s*:?/i, '')
  return {
    text: unquote(guess) === '' ? 'none' : unquote(guess),
    wrong: 'Behind | only a default can stand, such as | default: "none".',
  }
}
