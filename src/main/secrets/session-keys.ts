import { keyEnding } from './key-ending'
import type { KeySlot, KeyStore } from './key-store'

/** Keeps keys in this process's memory, and nowhere else: for machines without a keychain, and for tests. */
export function createSessionKeys(): KeyStore {
  const keys = new Map<string, Map<string, string>>()
  const keyOf = (slot: KeySlot): string | undefined => keys.get(slot.connection)?.get(slot.origin)

  return {
    has: (slot) => keyOf(slot) !== undefined,
    find(slot) {
      const key = keyOf(slot)
      if (key === undefined) return undefined
      const endsIn = keyEnding(key)
      return { ...(endsIn !== undefined && { endsIn }), storedIn: 'session' }
    },
    get: (slot) => Promise.resolve(keyOf(slot)),
    place: () =>
      Promise.resolve({
        kind: 'session',
        problem: 'There is no keychain that Baton can use: without one a key is forgotten when Baton ends.',
        remedy: 'Enter the key again after the next start, or give it in the environment.',
      }),
    set(slot, key) {
      const ofConnection = keys.get(slot.connection) ?? new Map<string, string>()
      keys.set(slot.connection, ofConnection.set(slot.origin, key))
      return Promise.resolve()
    },
    delete(connection) {
      keys.delete(connection)
      return Promise.resolve()
    },
    rename(connection, newName) {
      const ofConnection = keys.get(connection)
      keys.delete(connection)
      if (ofConnection === undefined) keys.delete(newName)
      else keys.set(newName, ofConnection)
    },
  }
}
