import type { Brief } from './read-brief'
import { DATE, type Row } from './rows-for'
import { capital, clip, firstWords } from './sentences'
import { ofKind, optionsIn } from './sort-statements'

/**
 * A text that suits a property of this name.
 * @param index the position in the array around it, 0 outside of arrays
 * @param row what the object around it is about, in a list of objects
 */
export function textFor(brief: Brief, name: string, index: number, row?: Row): string {
  if (/^id$/i.test(name)) return `${/"([A-Z])1"/.exec(brief.instructions)?.[1] ?? 'N'}${index + 1}`
  return row === undefined ? standingAlone(brief, name, index) : ofRow(row, name)
}

/** The values of an enumeration that would suit, as far as the text tells; the best first. */
export function choicesFor(name: string, { text, added }: Row): string[] {
  if (/origin|from/i.test(name)) return [added === true ? 'added' : 'notes']
  if (!/kind|type|category/i.test(name)) return []
  if (/\bmust\b|\bmay (?:only|not)\b|\bnever\b|\bcontract\b/i.test(text)) return ['must', 'value']
  if (/\bshows? that\b|\bbecause\b|\bthanks to\b/i.test(text)) return ['cause', 'want']
  if (/\bshould\b|\bclear\b/i.test(text)) return ['value', 'want']
  return [/\d|\brose\b|\bfell\b/.test(text) ? 'finding' : 'background', 'want']
}

function ofRow(row: Row, name: string): string {
  if (/^(?:name|title|label|topic|heading|option|feature)$/i.test(name)) return row.name
  if (/quote|excerpt|verbatim/i.test(name)) return firstWords(row.text, 30)
  if (/owner|held_by|source|^who|^by$|person|author|speaker/i.test(name)) return row.speaker ?? 'the notes'
  if (/support|basis/i.test(name)) return /\d/.test(row.text) ? 'the figure in the text' : 'none'
  if (/when|date|due|deadline/i.test(name)) return DATE.exec(row.text)?.[0] ?? 'not stated'
  return row.text
}

type Writer = (brief: Brief) => string | undefined

const ALONE: [RegExp, Writer][] = [
  [/decision|question/i, question],
  [/why|reason|urgen/i, ({ statements }) => ofKind(statements, 'urgency')[0]?.text ?? 'not stated'],
  [/interest/i, ({ statements }) => ofKind(statements, 'interest')[0]?.text ?? 'not stated'],
  [/thesis|conclusion|verdict|claim/i, ({ statements }) => ofKind(statements, 'conclusion').find(({ text }) => /\bshould\b|\bshows? that\b/i.test(text))?.text ?? ofKind(statements, 'conclusion')[0]?.text],
  [/owner|decider|responsible/i, owner],
  [/author|^by$|speaker|person|source/i, ({ statements }) => statements.find(({ speaker }) => speaker !== undefined)?.speaker ?? 'not stated'],
  [/deadline|when|due|date/i, deadline],
  [/^(?:title|headline|name|label|topic|subject|heading)$/i, ({ idea }) => capital(clip(idea, 80))],
  [/audience|user|persona/i, ({ audience }) => audience],
  [/idea|theme|input/i, ({ idea }) => idea],
  [/summary|abstract|description/i, ({ statements }) => statements.slice(0, 2).map(({ text }) => text).join(' ') || undefined],
  [/quote|excerpt|verbatim/i, ({ statements }) => statements[0]?.text],
] // prettier-ignore

function standingAlone(brief: Brief, name: string, index: number): string {
  if (/tag|keyword|word|categor|slug/i.test(name))
    return brief.words[index % brief.words.length] ?? brief.words[0]
  const found = ALONE.find(([names]) => names.test(name))?.[1](brief)
  // What neither the name nor the text tells: each name and position takes another sentence.
  const at = index + name.length
  return found ?? brief.statements[at % Math.max(1, brief.statements.length)]?.text ?? brief.idea
}

function question({ statements, idea, instructions }: Brief): string {
  const handedOn = /^(?:Decision|Question): (.+)$/m.exec(instructions)?.[1]
  const asked = statements.find(
    ({ text }) => /^(?:should|shall|which|what|how|do|is) .+\?$/i.test(text) && / (?:we|i) /i.test(text),
  )
  if (handedOn !== undefined || asked !== undefined) return handedOn ?? asked?.text ?? ''
  const options = optionsIn(statements).filter(({ added }) => !added)
  if (options.length > 1)
    return `Which way do we go: ${options.map(({ name: way }) => way).join(', ')}, or none of them?`
  const first = statements[0]?.text ?? idea
  return /[?？]$/.test(first) ? first : `What should be done about this: ${clip(idea, 100)}?`
}

function owner({ ownText, statements }: Brief): string {
  const decides = /\b(\p{Lu}\p{Ll}{2,20}) decides\b/u.exec(ownText)?.[1]
  return decides ?? statements.find(({ speaker }) => speaker !== undefined)?.speaker ?? 'not stated'
}

function deadline({ statements, ownText }: Brief): string {
  const said = statements.find(
    ({ text }) => /settled|decided|deadline|due/i.test(text) && DATE.test(text),
  )?.text
  return DATE.exec(said ?? ownText)?.[0] ?? 'not stated'
}

/** `features` → `feature`. Good enough for names of properties. */
export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
}
