import { matchLetters, WORD_START, type Match, type Piece } from './match-letters'
import type { PaletteGroup, PaletteItem } from './palette-item'

export interface RankedItem extends PaletteItem {
  /** What of the name was searched for. */
  pieces: Piece[]
}

export interface RankedGroup {
  heading: string
  items: RankedItem[]
}

const MOST_RECENT = 6
/** Of one group, when something is searched for: the best ones are wanted, and the other groups too. */
const MOST_FOUND = 8
const DAY_MS = 86_400_000
/** How much it helps to have been used just now; after a day, half of that. */
const RECENCY = 0.12
/** So short that it stands in nearly every text. */
const TOO_SHORT_FOR_TEXTS = 3
/** What is found only by a detail or another word for it stands behind what is found by its name. */
const BY_OTHER_WORDS = 0.35

/** What fits the search, the best first, in groups; for an empty search all of it, what was used last before the rest. */
export function rankItems(groups: PaletteGroup[], search: string, now: number): RankedGroup[] {
  return search.trim() === '' ? withRecent(groups) : bestFirst(groups, search, now)
}

function withRecent(groups: PaletteGroup[]): RankedGroup[] {
  const recent = groups
    .flatMap(({ items }) => items)
    .filter(({ usedAt = 0 }) => usedAt > 0)
    .toSorted((one, other) => (other.usedAt ?? 0) - (one.usedAt ?? 0))
    .slice(0, MOST_RECENT)
  const shown = new Set(recent.map(({ id }) => id))
  return [
    { heading: 'Recent', items: recent },
    ...groups.map(({ heading, items }) => ({ heading, items: items.filter(({ id }) => !shown.has(id)) })),
  ]
    .filter(({ items }) => items.length > 0)
    .map(({ heading, items }) => ({ heading, items: items.map((item) => ({ ...item, pieces: [] })) }))
}

function bestFirst(groups: PaletteGroup[], search: string, now: number): RankedGroup[] {
  return groups
    .map(({ heading, items }) => {
      const rated = items
        .flatMap((item) => rate(item, search, now) ?? [])
        .sort((one, other) => other.score - one.score)
        .slice(0, MOST_FOUND)
      return { heading, best: rated[0]?.score ?? 0, items: rated.map(({ item }) => item) }
    })
    .filter(({ items }) => items.length > 0)
    .sort((one, other) => other.best - one.best)
    .map(({ heading, items }) => ({ heading, items }))
}

function rate(item: PaletteItem, search: string, now: number): { item: RankedItem; score: number } | null {
  const { name, detail = '', also = '', usedAt = 0, handicap = 0 } = item
  const byName = matchLetters(name, search)
  const match = byName ?? matchByOtherWords(`${name} ${detail} ${also}`, search)
  if (match === null) return null
  const fit = byName === null ? match.score * BY_OTHER_WORDS : match.score
  const recency = usedAt === 0 ? 0 : RECENCY / (1 + Math.max(0, now - usedAt) / DAY_MS)
  return { item: { ...item, pieces: byName?.pieces ?? [] }, score: fit + recency - handicap }
}

/** Words of a text count only where they begin like what is searched for. */
function matchByOtherWords(text: string, search: string): Match | null {
  if (search.trim().length < TOO_SHORT_FOR_TEXTS) return null
  const match = matchLetters(text, search)
  return match === null || match.score < WORD_START ? null : match
}
