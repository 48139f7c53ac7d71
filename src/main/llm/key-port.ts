/**
 * Whose key, and for which host. A key belongs to the pair: after a connection's base URL was changed there is no
 * key for the new origin until the user types one, so a key never reaches a host it was not typed for.
 */
export interface KeySlot {
  connection: string
  /** Scheme, host and port of the connection's base URL. */
  origin: string
}

/** What the model adapters need of the keys. `secrets/key-store.ts` is the one that fits. */
export interface KeyPort {
  /** Without asking the user, and without reading the key. */
  has(slot: KeySlot): boolean
  get(slot: KeySlot): Promise<string | undefined>
}
