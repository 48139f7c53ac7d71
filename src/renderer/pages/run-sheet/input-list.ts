import type { JsonValue } from '@shared/model/json'

/** A list of texts as it is typed: one on each line; as JSON where lines can't say it. */
export function printList(items: readonly string[]): string {
  const lines = items.join('\n')
  const read = readList(lines)
  const isSame = read.length === items.length && read.every((item, at) => item === items[at])
  return isSame ? lines : JSON.stringify(items, null, 2)
}

/** Blank lines are no items. */
export function readList(text: string): string[] {
  return (
    readJsonList(text) ??
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  )
}

export function isList(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function readJsonList(text: string): string[] | null {
  if (!text.trimStart().startsWith('[')) return null
  try {
    const value: JsonValue = JSON.parse(text)
    return isList(value) ? value : null
  } catch {
    return null
  }
}
