import type { KeySlot, KeyStore } from './key-store'
import { memoryKeyReader } from './memory-key-reader'

/** Keeps keys in this process's memory, and nowhere else: for machines without a keychain, and for tests. */
export function createSessionKeys(): KeyStore {
  const keys = new Map<string, Map<string, string>>()
  const keyOf = (slot: KeySlot): string | undefined => keys.get(slot.connection)?.get(slot.origin)

  return {
    ...memoryKeyReader(keyOf, 'session'),
    place: () =>
      Promise.resolve({
        kind: 'session',
        problem: 'There is no keychain that Baton can use: without one a key is forgotten when Baton ends.',
        remedy: 'Enter the key again after the next start, or give it in the environment.',
      }),
    set(slot, key) {
      const ofConnection = keys.get(slot.connection) ?? new Map<string, string>()
      keys.set(slot.connection, ofConnection.set(slot.origin, key))
      return Promise.resolve(undefined)
    },
    delete(connection) {
      keys.delete(connection)
      return Promise.resolve()
    },
    forget(connection) {
      keys.delete(connection)
      return Promise.resolve(undefined)
    },
    rename(connection, newName) {
      const ofConnection = keys.get(connection)
      keys.delete(connection)
      if (ofConnection === undefined) keys.delete(newName)
      else keys.set(newName, ofConnection)
    },
  }
}
