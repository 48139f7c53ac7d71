import { findItems } from './find-items'
import type { Brief } from './read-brief'
import { firstWords, withFigures } from './sentences'
import { LEAVE_IT } from './subjects'

/**
 * A text that suits a property of this name.
 * @param index the position in the array around it, 0 outside of arrays
 * @param shift differs from list to list
 */
export function textFor(brief: Brief, name: string, index: number, shift = 0): string {
  const writer = WRITERS.find(([names]) => names.test(name))?.[1] ?? anything
  return writer(brief, index, name, shift)
}

type TextWriter = (brief: Brief, index: number, name: string, shift: number) => string

const WRITERS: [RegExp, TextWriter][] = [
  [/^id$/i, ({ instructions }, index) => `${/"([A-Z])1"/.exec(instructions)?.[1] ?? 'N'}${index + 1}`],
  [/quote|excerpt|verbatim/i, (brief, index, name, shift) => firstWords(figureOrSentence(brief, index, name, shift), 30)],
  [/claim|statement|fact|finding|thesis|evidence/i, figureOrSentence],
  [/support|basis|interest/i, (_, index) => (index % 2 === 0 ? 'the figures given in the text' : 'not stated')],
  [/decision|question/i, ({ words }) => `What is to be done about ${words.slice(0, 2).join(' and ')}?`],
  [/owner|held_by|source|^who|^by$|person|author/i, (brief, index) => personIn(brief, index)],
  [/deadline|when|due|date/i, ({ ownText }) => DATE.exec(ownText)?.[0] ?? 'not stated'],
  [/^(?:title|headline|name|label|topic|option)/i, nameAt],
  [/audience|user|persona/i, ({ audience }) => audience],
  [/idea|subject|theme|input/i, ({ idea }) => idea],
  [/tag|keyword|word|categor|slug/i, ({ words }, index) => words[index % words.length] ?? words[0]],
] // prettier-ignore

const DATE = /\b(?:by|until|before) (?:the )?(?:end of |\d|(?:mon|tues|wednes|thurs|fri)day|next |this |Q\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[^.,;:\n]{0,30}/i // prettier-ignore

function figureOrSentence(brief: Brief, index: number, _name: string, shift: number): string {
  const figures = withFigures(brief.sentences)
  const from = figures.length > index ? figures : brief.sentences
  return from[(index + shift) % Math.max(1, from.length)] ?? brief.idea
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
  const marked = /\b(?!Present|Today|Note)(\p{Lu}\p{Ll}{2,})(?=:| \(| would| wants| thinks| says)/gu
  const names = [...new Set([...ownText.matchAll(marked)].map(([, name = '']) => name))]
  return names[index % Math.max(1, names.length)] ?? 'not stated'
}

function anything(brief: Brief, index: number, _name: string, shift: number): string {
  const { idea, thing, audience, title, words, sentences } = brief
  const sentence = sentences[(index * 2 + 1 + shift) % Math.max(1, sentences.length)]
  if (sentence !== undefined) return sentence
  return `${title}: a ${thing} for ${audience}, seen from the side of ${words[index % words.length] ?? idea}.`
}

/** `features` → `feature`. Good enough for names of properties. */
export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
}
