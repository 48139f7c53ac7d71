import { foldLetters } from '../../state/fold-letters'
import type { GuidePage } from './guide-pages'
import { markWords } from './mark-words'
import type { GuidePart } from './split-parts'
import { textBlocks } from './text-blocks'

/** A place of the guide in which all words of a search occur. */
export interface GuideHit {
  page: GuidePage
  part: GuidePart
  /** The passage with most of the words, in pieces: every second one is a word that was searched for. */
  excerpt: string[]
}

const MOST = 40
const LONGEST_EXCERPT = 180
const BEFORE_THE_WORD = 60

/** Places whose heading has the words come first, then the others in the order of the guide. */
export function searchGuide(pages: readonly GuidePage[], search: string): GuideHit[] {
  const words = foldLetters(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const has = (text: string) => words.filter((word) => foldLetters(text).includes(word)).length
  const hits = pages.flatMap((page) =>
    page.parts.flatMap((part) => {
      const blocks = textBlocks(part.text)
      if (has([page.title, part.heading, ...blocks].join('\n')) < words.length) return []
      const inHeading = has(part.heading) === words.length
      // The first page says only where to look.
      const rank = inHeading ? 0 : page.id === '' ? 2 : 1
      const best = blocks.toSorted((one, other) => has(other) - has(one))[0] ?? ''
      return [{ page, part, excerpt: markWords(cut(best, words), words), rank }]
    }),
  )
  return hits.toSorted((one, other) => one.rank - other.rank).slice(0, MOST)
}

/** As much of a long passage as tells where the first of the words stands. */
function cut(passage: string, words: readonly string[]): string {
  if (passage.length <= LONGEST_EXCERPT) return passage
  const folded = foldLetters(passage)
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place !== -1)
  const first = Math.min(...places, passage.length)
  const from =
    first <= BEFORE_THE_WORD || places.length === 0 ? 0 : passage.indexOf(' ', first - BEFORE_THE_WORD) + 1
  const piece = passage.slice(from, from + LONGEST_EXCERPT)
  const isEnd = from + LONGEST_EXCERPT >= passage.length
  return `${from > 0 ? '… ' : ''}${isEnd ? piece : `${piece.slice(0, piece.lastIndexOf(' '))} …`}`
}
