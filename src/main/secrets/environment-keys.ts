import { keyEnding } from './key-ending'
import type { KeyReader, KeySlot } from './key-store'

/**
 * Keys that the environment gives, read-only.
 * @param entries each key with the connection and the origin it is meant for, and for no other
 * @param isHidden whether the user has a connection of that name, which the environment then has no part in
 */
export function createEnvironmentKeys(
  entries: readonly (KeySlot & { key: string })[],
  isHidden: (connection: string) => boolean = () => false,
): KeyReader {
  const keyOf = (slot: KeySlot): string | undefined =>
    isHidden(slot.connection)
      ? undefined
      : entries.find(({ connection, origin }) => connection === slot.connection && origin === slot.origin)
          ?.key
  return {
    has: (slot) => keyOf(slot) !== undefined,
    find(slot) {
      const key = keyOf(slot)
      if (key === undefined) return undefined
      const endsIn = keyEnding(key)
      return { ...(endsIn !== undefined && { endsIn }), storedIn: 'environment' }
    },
    get: (slot) => Promise.resolve(keyOf(slot)),
  }
}
