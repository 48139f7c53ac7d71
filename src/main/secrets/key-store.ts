/**
 * Whose key, and for which host. A key belongs to the pair: after a connection's base URL was changed there is no
 * key for the new origin until the user types one, so a key never reaches a host it was not typed for.
 */
export interface KeySlot {
  connection: string
  /** Scheme, host and port of the connection's base URL, such as `https://api.openai.com`. */
  origin: string
}

export interface KeyReader {
  /** Whether there is a key. Answers at once: no prompt, no key read. */
  has(slot: KeySlot): boolean
  get(slot: KeySlot): Promise<string | undefined>
}

/** Where keys are kept. Never a file of Baton's own. */
export interface KeyStore extends KeyReader {
  /**
   * `keychain`: kept by the operating system. `session`: kept in this process only, which the user must be told.
   * `none`: nothing can be kept, and `set` throws BatonError `KEYCHAIN_UNAVAILABLE`.
   */
  readonly available: 'keychain' | 'session' | 'none'
  set(slot: KeySlot, key: string): Promise<void>
  /** Removes every key of a connection, whatever its origin. */
  delete(connection: string): Promise<void>
}
