import { keyEnding } from './key-ending'
import type { KeptKey, KeyReader, KeySlot } from './key-store'

/** Reads keys that are in this process's memory, from wherever they came. */
export function memoryKeyReader(
  keyOf: (slot: KeySlot) => string | undefined,
  storedIn: KeptKey['storedIn'],
): KeyReader {
  return {
    has: (slot) => keyOf(slot) !== undefined,
    find(slot) {
      const key = keyOf(slot)
      if (key === undefined) return undefined
      const endsIn = keyEnding(key)
      return { ...(endsIn !== undefined && { endsIn }), storedIn }
    },
    get: (slot) => Promise.resolve(keyOf(slot)),
  }
}
