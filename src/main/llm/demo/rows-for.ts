import type { Brief } from './read-brief'
import type { Statement } from './read-statements'
import { is, nameOf, ofKind, optionsIn } from './sort-statements'

/** What one object of a list is about, so that its properties belong together. */
export interface Row extends Statement {
  name: string
  /** Not in the text: put in by the demo, as the prompt wants it. */
  added?: boolean
}

const MOST = 6

/**
 * The rows of a list with this name; a list of questions has questions in it. Empty where the text has none.
 * Undefined where the name says nothing about what belongs into it.
 */
export function rowsFor(brief: Brief, list: string): Row[] | undefined {
  return LISTS.find(([names]) => names.test(list))?.[1](brief).slice(0, MOST)
}

const toRow = (statement: Statement): Row => ({ ...statement, name: nameOf(statement) })

const LISTS: [RegExp, (brief: Brief) => Row[]][] = [
  [/option|alternative|choice/i, ({ statements }) => optionsIn(statements).map(({ name, summary, added }) => ({ name, text: summary, added }))],
  [/criteri/i, ({ statements }) => criteriaIn(statements)],
  [/claim/i, ({ statements }) => leading(statements).map(toRow)],
  [/unknown|question/i, ({ statements }) => ofKind(statements, 'unknown').map(toRow)],
  [/assumption|belief/i, ({ statements }) => ofKind(statements, 'belief').map(toRow)],
  [/disagree|dispute|conflict/i, ({ statements }) => ofKind(statements, 'dispute').map(toRow)],
  [/limit|caveat/i, ({ statements }) => ofKind(statements, 'limit').map(toRow)],
  [/action|todo|task|next_step/i, ({ statements }) => ofKind(statements, 'action').map(toRow)],
  [/fact|finding|figure|evidence/i, ({ statements }) => factsIn(statements).map(toRow)],
  [/people|person|participant|author|name$/i, people],
  [/date|deadline|event/i, ({ statements }) => statements.filter(({ text }) => DATE.test(text)).map(toRow)],
  [/statement|sentence|point|highlight|takeaway|note/i, ({ statements }) => statements.map(toRow)],
] // prettier-ignore

/** Figures first of all; a text without any still says something. */
function factsIn(statements: readonly Statement[]): Statement[] {
  const facts = ofKind(statements, 'fact')
  return facts.length > 0 ? facts : statements.filter((one) => !is(one, 'unknown') && !is(one, 'option'))
}

function criteriaIn(statements: readonly Statement[]): Row[] {
  const musts = ofKind(statements, 'must').map((one) => ({ ...one, name: nameOf(one, 'must') }))
  const wishes = ofKind(statements, 'wish').map((one) => ({ ...one, name: nameOf(one, 'wish') }))
  return [...new Map([...musts, ...wishes].map((row) => [row.text, row])).values()]
}

/** Conclusions carry a thesis, and figures carry a conclusion. */
function leading(statements: readonly Statement[]): Statement[] {
  const conclusions = ofKind(statements, 'conclusion')
    .filter(({ text }) => text.length > 50)
    .slice(0, 3)
  const changes = statements.filter(
    ({ text }) => /\d/.test(text) && /\brose\b|\bfell\b|\bpercent\b|%|\bfrom\b.*\bto\b/i.test(text),
  )
  const chosen = new Set([...conclusions, ...changes, ...ofKind(statements, 'fact')].slice(0, MOST))
  const found = statements.filter((statement) => chosen.has(statement))
  return found.length > 0 ? found : [...statements]
}

function people({ statements, ownText }: Brief): Row[] {
  const spoken = statements.map(({ speaker }) => speaker).filter((name) => name !== undefined)
  const introduced = [...ownText.matchAll(/\b(\p{Lu}\p{Ll}{2,20}) \(([\p{L} ,]{3,40})\)/gu)]
  const roles = new Map(introduced.map(([, name = '', role = '']) => [name, role]))
  return [...new Set([...roles.keys(), ...spoken])].map((name) => ({
    name,
    text: roles.get(name) ?? 'not stated',
  }))
}

/** A date as notes put it: `before planning on the 28th`, `by Friday`, `in January`. */
export const DATE = /\b(?:by|until|before|on|in|end of) (?:the )?(?:end of |next |this |planning on the )?(?:\d{1,2}(?:st|nd|rd|th)?\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:week|month|quarter|year)\b|Q\d)[^.,;:\n]{0,12}/i // prettier-ignore
