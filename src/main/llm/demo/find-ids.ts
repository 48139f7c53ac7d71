import type { Item } from './find-items'

/** An item with the short name that steps call it by: F1, D2, K3. */
export interface IdentifiedItem extends Item {
  id: string
}

/**
 * What a text names under identifiers of one letter (`F1`, `F2`, …), in its order: rows of tables, headings, and list
 * items or lines that begin with the identifier. What names one first decides.
 */
export function findIds(text: string, letter: string): IdentifiedItem[] {
  const found = new Map<string, IdentifiedItem>()
  /** The item under whose heading a specification goes on. */
  let specified: IdentifiedItem | undefined
  const patterns = [
    new RegExp(`^\\| *(${letter}\\d+) *\\| *([^|]+)\\|(?: *([^|]+)\\|)?`),
    new RegExp(`^#{2,5} +(${letter}\\d+)[:.]? +(.+)`),
    new RegExp(`^(?:[-*] +|\\d+\\. +)?\\**(${letter}\\d+)\\**[:.]?\\** +(.+)`),
  ]
  for (const line of text.split('\n')) {
    const start = line.trimStart().slice(0, 400)
    const match = patterns.map((pattern) => pattern.exec(start)).find((one) => one !== null)
    const [, id = '', name = '', more = ''] = match ?? []
    if (id !== '' && !found.has(id)) found.set(id, { id, ...split(name.trim(), more.trim()) })
    if (start.startsWith('#')) specified = found.get(id)
    const behaviour = /^- \*\*Behaviour:\*\* +(.+)/.exec(start)?.[1]
    if (behaviour !== undefined && specified !== undefined) specified.text ||= behaviour
  }
  return [...found.values()].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
}

function split(name: string, more: string): Item {
  const plain = name.replace(/[*_`]+/g, '').replace(/\. Check.*$/, '')
  const colon = plain.indexOf(': ')
  if (more !== '' || colon === -1 || colon > 60) return { name: plain, text: more.replace(/[*_`]+/g, '') }
  return { name: plain.slice(0, colon), text: plain.slice(colon + 2) }
}
