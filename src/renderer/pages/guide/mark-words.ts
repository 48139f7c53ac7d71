import { foldLetters } from '../../state/fold-letters'

/** Cuts a text so that every second piece is one of the words: the first is not. */
export function markWords(text: string, words: readonly string[]): string[] {
  if (words.length === 0) return [text]
  const { folded, places } = foldWithPlaces(text)
  const pattern = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)).join('|')
  const pieces: string[] = []
  let from = 0
  for (const { index, 0: found } of folded.matchAll(new RegExp(pattern, 'g'))) {
    const start = places[index] ?? 0
    const end = places[index + found.length] ?? text.length
    pieces.push(text.slice(from, start), text.slice(start, end))
    from = end
  }
  return [...pieces, text.slice(from)]
}

/** With the place in the text of each letter: folded, one may become several, or none. */
function foldWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = ''
  const places: number[] = []
  let at = 0
  for (const character of text) {
    const letters = foldLetters(character)
    folded += letters
    for (let count = 0; count < letters.length; count += 1) places.push(at)
    at += character.length
  }
  return { folded, places }
}
