import type { KeyReader, KeySlot } from './key-store'

/**
 * Keys that the environment gives, read-only.
 * @param entries each key with the connection and the origin it is meant for, and for no other
 */
export function createEnvironmentKeys(entries: readonly (KeySlot & { key: string })[]): KeyReader {
  const find = (slot: KeySlot): string | undefined =>
    entries.find(({ connection, origin }) => connection === slot.connection && origin === slot.origin)?.key
  return { has: (slot) => find(slot) !== undefined, get: (slot) => Promise.resolve(find(slot)) }
}
