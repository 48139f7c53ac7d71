import type { JsonValue } from '@shared/model/json'

/**
 * A value as text, to be held against another. One of them may have been sent, stored and read again: its properties
 * are in another order then, and empty texts are absent.
 */
export function inOrder(value: object): string {
  return JSON.stringify(value, (_key, part: JsonValue | undefined) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    const said = Object.entries(part).filter(([, inner]) => inner !== '' && inner !== undefined)
    return Object.fromEntries(said.toSorted(([one], [other]) => (one < other ? -1 : 1)))
  })
}
