import type { PaletteGroup, PaletteItem } from './use-command-groups'

/** The groups with what fits the search, the best first; all of them, as they are, for an empty search. */
export function rankCommands(groups: PaletteGroup[], search: string): PaletteGroup[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return groups
  return groups
    .map(({ heading, items }) => {
      const rated = items
        .map((item) => ({ item, score: scoreOf(item, wanted) }))
        .filter(({ score }) => score > 0)
        .sort((one, other) => other.score - one.score)
      return { best: rated[0]?.score ?? 0, heading, items: rated.map(({ item }) => item) }
    })
    .filter(({ best }) => best > 0)
    .sort((one, other) => other.best - one.best)
}

/** How well it fits: the name's beginning, a word's beginning, anywhere, in the details, or letters in order. */
function scoreOf({ name, detail = '' }: PaletteItem, wanted: string): number {
  const text = name.toLowerCase()
  if (text.startsWith(wanted)) return 5
  if (text.includes(` ${wanted}`)) return 4
  if (text.includes(wanted)) return 3
  if (detail.toLowerCase().includes(wanted)) return 2
  return hasLettersInOrder(text, wanted) ? 1 : 0
}

function hasLettersInOrder(text: string, wanted: string): boolean {
  let from = 0
  for (const letter of wanted.replace(/\s+/g, '')) {
    const found = text.indexOf(letter, from)
    if (found === -1) return false
    from = found + 1
  }
  return true
}
