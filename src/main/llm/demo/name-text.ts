import { findItems } from './find-items'
import type { Brief } from './read-brief'
import { firstWords, withFigures } from './sentences'
import { LEAVE_IT } from './subjects'

/**
 * A text that suits a property of this name.
 * @param index the position in the array around it, 0 outside of arrays
 */
export function textFor(brief: Brief, name: string, index: number): string {
  const writer = WRITERS.find(([names]) => names.test(name))?.[1] ?? anything
  return writer(brief, index, name)
}

type TextWriter = (brief: Brief, index: number, name: string) => string

const WRITERS: [RegExp, TextWriter][] = [
  [/^id$/i, ({ instructions }, index) => `${/"([A-Z])1"/.exec(instructions)?.[1] ?? 'N'}${index + 1}`],
  [/quote|excerpt|verbatim/i, (brief, index) => firstWords(figureOrSentence(brief, index), 30)],
  [/claim|statement|fact|finding|thesis|evidence/i, figureOrSentence],
  [/support|basis|interest/i, (_, index) => (index % 2 === 0 ? 'the figures given in the text' : 'not stated')],
  [/decision|question/i, ({ words }) => `What is to be done about ${words.slice(0, 2).join(' and ')}?`],
  [/owner|held_by|source|^who|^by$|person|author/i, (brief, index) => personIn(brief, index)],
  [/deadline|when|due|date/i, ({ ownText }) => /\b(?:by|until|before|end of) [^.,;:\n]{3,40}/i.exec(ownText)?.[0] ?? 'not stated'],
  [/^(?:title|headline|name|label|topic|option)/i, nameAt],
  [/audience|user|persona/i, ({ audience }) => audience],
  [/idea|subject|theme|input/i, ({ idea }) => idea],
  [/tag|keyword|word|categor|slug/i, ({ words }, index) => words[index % words.length] ?? words[0]],
] // prettier-ignore

function figureOrSentence(brief: Brief, index: number): string {
  const figures = withFigures(brief.sentences)
  const from = figures.length > index ? figures : brief.sentences
  return from[index % Math.max(1, from.length)] ?? brief.idea
}

function nameAt(brief: Brief, index: number, name: string): string {
  if (index === 0 && /title|headline/i.test(name)) return brief.title
  const items = findItems(brief.ownText)
  return (
    items[index]?.name ?? (index === 0 ? brief.title : index === 1 ? LEAVE_IT : `${brief.title} ${index + 1}`)
  )
}

/** Names as notes mark them: `Ade: …`, `Mira (product)`, `Tomasz would …`. */
function personIn({ ownText }: Brief, index: number): string {
  const marked = /\b(\p{Lu}\p{Ll}{2,})(?=:| \(| would| wants| thinks| says)/gu
  const names = [...new Set([...ownText.matchAll(marked)].map(([, name = '']) => name))]
  return names[index % Math.max(1, names.length)] ?? 'not stated'
}

function anything(brief: Brief, index: number): string {
  const { idea, thing, audience, title, words, sentences } = brief
  const sentence = sentences[(index * 2 + 1) % Math.max(1, sentences.length)]
  if (sentence !== undefined) return sentence
  return `${title}: a ${thing} for ${audience}, seen from the side of ${words[index % words.length] ?? idea}.`
}

/** `features` → `feature`. Good enough for names of properties. */
export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
}
