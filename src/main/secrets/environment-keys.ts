import type { KeyReader, KeySlot } from './key-store'
import { memoryKeyReader } from './memory-key-reader'

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
  return memoryKeyReader(keyOf, 'environment')
}
