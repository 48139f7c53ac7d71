import type { JsonValue } from '../model/json'
import { shortenText } from './shorten-text'

/** What a path leads to, or where it ends: `holder` is the value that has no field called `path[depth]`. */
export type FoundValue =
  | { found: true; value: JsonValue }
  | { found: false; depth: number; holder: JsonValue }

/**
 * Follows a path into a JSON value. Only own properties count, so `constructor` or `__proto__` are missing unless
 * the data has them; in an array only canonical indexes (`0`, `17`; not `01`, `-1` or `length`); in a text nothing.
 */
export function findValue(value: JsonValue, path: readonly string[]): FoundValue {
  let holder = value
  for (const [depth, name] of path.entries()) {
    const next = property(holder, name)
    if (next === undefined) return { found: false, depth, holder }
    holder = next
  }
  return { found: true, value: holder }
}

function property(holder: JsonValue, name: string): JsonValue | undefined {
  if (holder === null || typeof holder !== 'object') return undefined
  if (Array.isArray(holder)) return /^(0|[1-9]\d*)$/.test(name) ? holder[Number(name)] : undefined
  return Object.hasOwn(holder, name) ? holder[name] : undefined
}

/** What a value holds, as the end of a sentence: `has "name" and "age"`, `is a list of 3 items, counted from 0`. */
export function describeValue(value: JsonValue): string {
  if (value === null) return 'is null'
  if (typeof value === 'string') return 'is text, which has no fields'
  if (typeof value !== 'object') return `is ${value}, which has no fields`
  if (Array.isArray(value)) {
    if (value.length === 0) return 'is an empty list'
    return `is a list of ${value.length} item${value.length === 1 ? '' : 's'}, counted from 0`
  }
  const names = Object.keys(value)
  return names.length === 0 ? 'is an object without fields' : `has ${listNames(names)}`
}

/** Up to eight names in quotes, and how many more there are. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${shortenText(name, 60)}"`)
  const more = names.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  const last = shown.pop() ?? ''
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}
