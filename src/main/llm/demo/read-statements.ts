/** One sentence of the user's text, and who said it where notes tell. */
export interface Statement {
  /** Verbatim, without the speaker's name in front of it. */
  text: string
  speaker?: string
}

const LONGEST = 240
const SHORTEST = 9
const MOST = 60
/** `.`, `!` and `?` end a sentence before a space, those of other scripts anywhere. */
const SENTENCE_END = /(?<=[.!?…]["'”»)]?)\s+|(?<=[。！？．؟।])\s*/u
const COMPLETE = /[.!?…。！？．؟।]["'”»)]?$/u
/** Words before a colon that are headings of notes and reports, not people. */
const NO_NAME =
  /^(?:present|today|notes?|summary|background|results?|costs?|voices|limits|recommendation|agenda|next|later|idea|input|problem|goal|decision|question|update|todo|tomorrow|yesterday|warning|example)$/i
const LIST_MARK = /^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ x]\]\s+)?/

/**
 * The sentences of a text, in order, each once: no headings, tables or fragments. A line of a list counts as a
 * sentence without its full stop. Any script.
 */
export function readStatements(text: string): Statement[] {
  const found = new Map<string, Statement>()
  const names = namesIn(text.slice(0, 60_000))
  for (const line of text.slice(0, 60_000).split('\n')) {
    if (found.size >= MOST) break
    for (const statement of readLine(line.slice(0, 4_000), names)) {
      if (found.size < MOST && !found.has(statement.text)) found.set(statement.text, statement)
    }
  }
  return [...found.values()]
}

/** Words that stand before a colon and elsewhere, too: a heading is written once. */
function namesIn(text: string): Set<string> {
  const times = new Map<string, number>()
  for (const [name] of text.matchAll(/(?<![\p{L}\d])\p{Lu}\p{Ll}{1,20}(?![\p{L}\d])/gu))
    times.set(name, (times.get(name) ?? 0) + 1)
  return new Set([...times].filter(([name, count]) => count > 1 && !NO_NAME.test(name)).map(([name]) => name))
}

function readLine(line: string, names: ReadonlySet<string>): Statement[] {
  const content = line.replace(LIST_MARK, '').trim()
  if (!/^[\p{L}\d"'“„«(]/u.test(content) || content.includes(' | ')) return []
  const inList = LIST_MARK.test(line)
  let speaker: string | undefined
  return content.split(SENTENCE_END).flatMap((sentence) => {
    const [, name = '', said] = /^(\p{Lu}\p{Ll}{1,20}): +(.+)$/u.exec(sentence) ?? []
    const isName = said !== undefined && names.has(name)
    if (isName) speaker = name
    const text = (isName ? said : sentence).replace(/[*_`]+/g, '').trim()
    const isWhole = COMPLETE.test(text) || inList || isName
    if (!isWhole || text.length < shortest(text) || text.length > LONGEST) return []
    const named =
      speaker ?? /^(\p{Lu}\p{Ll}{2,20}) (?:would|wants|thinks|says|said|decides|prefers)\b/u.exec(text)?.[1]
    return [named === undefined ? { text } : { text, speaker: named }]
  })
}

/** Scripts without spaces say more in a character. */
function shortest(text: string): number {
  return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text) ? 4 : SHORTEST
}
