import type { KeySlot, KeyStore } from './key-store'

/** Keeps keys in this process's memory, and nowhere else: for machines without a keychain, and for tests. */
export function createSessionKeys(): KeyStore {
  const keys = new Map<string, Map<string, string>>()
  const find = (slot: KeySlot): string | undefined => keys.get(slot.connection)?.get(slot.origin)

  return {
    available: 'session',
    has: (slot) => find(slot) !== undefined,
    get: (slot) => Promise.resolve(find(slot)),
    set(slot, key) {
      const ofConnection = keys.get(slot.connection) ?? new Map<string, string>()
      keys.set(slot.connection, ofConnection.set(slot.origin, key))
      return Promise.resolve()
    },
    delete(connection) {
      keys.delete(connection)
      return Promise.resolve()
    },
  }
}
