/**
 * Whose key, and for which host. A key belongs to the pair: after a connection's base URL was changed there is no
 * key for the new origin until the user types one, so a key never reaches a host it was not typed for.
 */
export interface KeySlot {
  connection: string
  /** Scheme, host and port of the connection's base URL, such as `https://api.openai.com`. */
  origin: string
}

/** What may be known of a key without reading it. */
export interface KeptKey {
  /** The last four characters; absent for a key too short to show a part of. */
  endsIn?: string
  /** `session`: in this process's memory only, which the user must be told. */
  storedIn: 'keychain' | 'session' | 'environment'
}

export interface KeyReader {
  /** Whether there is a key. Answers at once: no prompt, no key read. */
  has(slot: KeySlot): boolean
  /** Like `has`, with what may be shown. */
  find(slot: KeySlot): KeptKey | undefined
  /**
   * The key; undefined if there is none. May wait until the user has unlocked the keychain.
   * @throws BatonError `KEYCHAIN_UNAVAILABLE`
   */
  get(slot: KeySlot): Promise<string | undefined>
}

/** Where a key that is set now would be kept. */
export type KeyPlace = { kind: 'keychain' } | { kind: 'session'; problem: string; remedy: string }

/** Where keys are kept. Never a file of Baton's own. */
export interface KeyStore extends KeyReader {
  /** Asks the operating system; the first time that takes up to half a second, with a broken keychain two. */
  place(): Promise<KeyPlace>
  /**
   * Never fails: what the keychain does not take is kept for this session, and `find` says so. The key before serves
   * no more in any case.
   * @returns the name of the entry in the keychain where that could not be erased
   */
  set(slot: KeySlot, key: string): Promise<string | undefined>
  /**
   * Removes every key of a connection, whatever its origin.
   * @throws BatonError `KEYCHAIN_UNAVAILABLE`; then nothing was removed
   */
  delete(connection: string): Promise<void>
  /**
   * Like `delete` for a connection that goes or goes elsewhere, whether the keychain can be reached or not: its keys
   * serve no more as soon as this is called.
   * @returns the name of the entry in the keychain that could not be erased
   */
  forget(connection: string): Promise<string | undefined>
  /** To be called when a connection has got another name. */
  rename(connection: string, newName: string): void
}
