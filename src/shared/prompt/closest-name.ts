import { distance } from 'fastest-levenshtein'

/**
 * The candidate that was probably meant: one that differs in case, spaces or Unicode form only, else the one with
 * the smallest edit distance, up to a third of the length and three at most. The first of equals. A candidate
 * equal to the wanted name is no suggestion.
 */
export function closestName(wanted: string, candidates: Iterable<string>): string | undefined {
  const folded = fold(wanted)
  const limit = Math.min(3, Math.ceil(folded.length / 3))
  let closest: string | undefined
  let closestDistance = limit + 1
  for (const candidate of candidates) {
    if (candidate === wanted) continue
    const other = fold(candidate)
    if (Math.abs(other.length - folded.length) >= closestDistance) continue
    // One letter can be anything: "a" is not a slip for "b".
    const edits = other === folded ? 0 : folded.length < 2 ? Infinity : distance(folded, other)
    if (edits < closestDistance) {
      closest = candidate
      closestDistance = edits
    }
  }
  return closest
}

function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
}
