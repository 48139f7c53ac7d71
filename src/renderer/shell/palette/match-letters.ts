/** A piece of a text that was found, from `from` up to and without `to`. */
export interface Piece {
  from: number
  to: number
}

export interface Match {
  /** How well it fits, from 0 (hardly) to 1 (it begins so). */
  score: number
  /** What was found, in order, without overlaps. */
  pieces: Piece[]
}

/** The score of a search whose words begin words of the text. */
export const WORD_START = 0.9
const WITHIN_A_WORD = 0.7

/** How many of the letters must begin a word or go on from the one before; strewn ones are found in every text. */
const LOOSEST = 0.5

/**
 * Finds every word of a search in a text: at its beginning, at the beginning of a word, anywhere, or with its letters
 * in order, most of them easily seen. Without regard to case.
 *
 * @returns null if a word is not there
 */
export function matchLetters(text: string, search: string): Match | null {
  const folded = text.toLowerCase()
  // Folding can change the length of a text (`İ`), and places would be wrong then.
  const place = folded.length === text.length ? folded : text
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const matches: Match[] = []
  for (const word of words) {
    const match = matchWord(place, word)
    if (match === null) return null
    matches.push(match)
  }
  if (matches.length === 0) return null
  return {
    score: matches.reduce((sum, { score }) => sum + score, 0) / matches.length,
    pieces: join(matches.flatMap(({ pieces }) => pieces)),
  }
}

function matchWord(text: string, word: string): Match | null {
  const whole = (from: number, score: number): Match => ({
    score,
    pieces: [{ from, to: from + word.length }],
  })
  if (text.startsWith(word)) return whole(0, 1)
  const starts = wordStarts(text)
  const atStart = starts.find((start) => text.startsWith(word, start))
  if (atStart !== undefined) return whole(atStart, WORD_START)
  const anywhere = text.indexOf(word)
  if (anywhere !== -1) return whole(anywhere, WITHIN_A_WORD)
  return matchInOrder(text, word, new Set(starts))
}

/** The places of the letters in order: of all ways, the one with the most letters that are easily seen. */
function matchInOrder(text: string, word: string, starts: ReadonlySet<number>): Match | null {
  const rows: Step[][] = []
  for (const letter of word) rows.push(placeLetter(text, letter, starts, rows.at(-1)))
  let best: Step | null = null
  for (const step of rows.at(-1) ?? []) if (best === null || step.seen > best.seen) best = step
  if (best === null) return null
  const share = best.seen / word.length
  if (share < (word.length < 3 ? 1 : LOOSEST)) return null
  const places: number[] = []
  for (let step: Step | null = best; step !== null; step = step.before) places.unshift(step.place)
  return { score: 0.5 * share, pieces: places.map((place) => ({ from: place, to: place + 1 })) }
}

/** A letter at a place, with the best way to it. */
interface Step {
  place: number
  /** Letters up to here that begin a word, or go on from the one before. */
  seen: number
  before: Step | null
}

/** Everywhere that a letter can stand, given where the one before it can. */
function placeLetter(
  text: string,
  letter: string,
  starts: ReadonlySet<number>,
  former: readonly Step[] | undefined,
): Step[] {
  const steps: Step[] = []
  let next = 0
  let farther: Step | null = null
  for (let place = text.indexOf(letter); place !== -1; place = text.indexOf(letter, place + 1)) {
    let adjacent: Step | null = null
    for (let step = former?.[next]; step !== undefined && step.place < place; step = former?.[++next]) {
      if (step.place === place - 1) adjacent = step
      if (farther === null || step.seen > farther.seen) farther = step
    }
    if (former !== undefined && farther === null) continue
    const seen = (farther?.seen ?? 0) + (starts.has(place) ? 1 : 0)
    const goesOn = adjacent !== null && adjacent.seen + 1 >= seen
    steps.push(
      goesOn
        ? { place, seen: (adjacent?.seen ?? 0) + 1, before: adjacent }
        : { place, seen, before: farther },
    )
  }
  return steps
}

function wordStarts(text: string): number[] {
  const starts: number[] = []
  for (const { index } of text.matchAll(/[\p{L}\p{N}]+/gu)) starts.push(index)
  return starts
}

/** In order, those that touch or overlap as one. */
function join(pieces: Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1)
    if (last !== undefined && piece.from <= last.to) last.to = Math.max(last.to, piece.to)
    else joined.push({ ...piece })
  }
  return joined
}
