import type { Problem } from '../errors'
import { MAX_LISTED_PROBLEMS, placeOf, problem } from './template-file-problems'

type Path = (string | number)[]

const CONTROL_CHARACTERS = /[^\P{Cc}\t\n]/gu
/** Embeddings, overrides and isolates: they make a text look like another one. The plain marks are left alone. */
const REORDERING_CHARACTERS = /[\u202A-\u202E\u2066-\u2069]/gu

/**
 * The texts of an imported file as Baton keeps them: lines end with a line feed, and names and labels are free of
 * characters that reorder text, which is said in a warning. In prompts these may be meant: they stay, with a warning.
 * Other control characters and halves of characters are problems. The value itself is not changed.
 */
export function readTexts(value: unknown): { value: unknown; problems: Problem[]; warnings: Problem[] } {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const read = mapTexts(value, [], (text, path, isKey) => {
    if (isKey) {
      const isReadable = text.search(CONTROL_CHARACTERS) === -1 && text.isWellFormed()
      if (!isReadable) note(problems, path, 'has an unreadable character in its name. Remove it.')
      return text
    }
    const lines = withLineFeeds(text)
    const control = lines.match(CONTROL_CHARACTERS)?.[0]
    if (control !== undefined) {
      note(problems, path, `has the control character ${codeOf(control)}. Remove it.`)
    }
    if (!lines.isWellFormed()) note(problems, path, 'has half a character (a lone surrogate). Remove it.')
    const reordering = lines.match(REORDERING_CHARACTERS)?.[0]
    if (reordering === undefined) return lines
    const has = `has the invisible character ${codeOf(reordering)}, which reorders text`
    if (!isName(path)) {
      note(warnings, path, `${has}. Check that the text says what it seems to say.`)
      return lines
    }
    note(warnings, path, `${has}; it was taken out. Check the name.`)
    return lines.replace(REORDERING_CHARACTERS, '')
  })
  return { value: read, problems, warnings }

  /** One more than is listed is enough to know that there are more. */
  function note(list: Problem[], path: Path, what: string): void {
    if (list.length > MAX_LISTED_PROBLEMS) return
    list.push(problem(path, `${placeOf(path)} ${what}`, list === problems ? 'error' : 'warning'))
  }
}

/** The same for an export, which can't ask: what an import would refuse is taken out. */
export function writableTexts(fields: Record<string, unknown>): Record<string, unknown> {
  const written = Object.entries(fields).map(([field, value]) => [
    field,
    mapTexts(value, [field], (text, path, isKey) => {
      if (isKey) return text.replace(CONTROL_CHARACTERS, '').toWellFormed()
      const lines = withLineFeeds(text).replace(CONTROL_CHARACTERS, '').toWellFormed()
      return isName(path) ? lines.replace(REORDERING_CHARACTERS, '') : lines
    }),
  ])
  return Object.fromEntries(written)
}

function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

function isName(path: Path): boolean {
  return path[0] === 'name' || (path[0] === 'steps' && path[2] === 'label')
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** A copy in which every text, property names included, is what `change` makes of it. Never sets a prototype. */
function mapTexts(
  value: unknown,
  path: Path,
  change: (text: string, path: Path, isKey: boolean) => string,
): unknown {
  if (typeof value === 'string') return change(value, path, false)
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, [...path, index], change))
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    const place = [...path, key]
    const name = change(key, place, true)
    if (name !== '__proto__' && item !== undefined) copy[name] = mapTexts(item, place, change)
  }
  return copy
}
