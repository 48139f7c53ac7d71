import { BatonError } from '@shared/errors'
import { keyEnding } from './key-ending'
import type { KeptKey, KeyPlace, KeySlot, KeyStore } from './key-store'
import { type Credentials, keychainFailure } from './open-credentials'
import { createSessionKeys } from './session-keys'

/** Which entry of the keychain holds a connection's key. Never the key. */
export interface KeyRecord {
  entry: string
  origin: string
  endsIn: string | null
}

/**
 * Where it is written down which keys there are, so that a listing need not ask the keychain, which may prompt for
 * each. A record goes along when its connection gets another name.
 */
export interface KeyRecords {
  find(connection: string): KeyRecord | undefined
  write(connection: string, record: KeyRecord | null): void
}

export interface KeychainOptions {
  records: KeyRecords
  /** Fails where there is no keychain. */
  open: () => Promise<Credentials>
  newId: () => string
  /** How long the keychain, and the user before its prompt, may take. */
  patienceMs?: number
}

const PATIENCE_MS = 60_000

/**
 * Keys in the operating system's keychain, each under an entry of its own that names the key's origin: whatever the
 * database says, a key can be found only for the address that it was typed for. What the keychain does not take is
 * kept in memory, for this session; nothing else is ever written anywhere.
 */
export function createKeychain({
  records,
  open,
  newId,
  patienceMs = PATIENCE_MS,
}: KeychainOptions): KeyStore {
  const session = createSessionKeys()
  /** By account. A key that is replaced, by another process too, has another account. */
  const read = new Map<string, string>()
  let opened: Promise<Credentials> | undefined
  /** Why the keychain did not take the last key. It can be there and have no room, or stay locked. */
  let refusal: unknown

  const credentials = (): Promise<Credentials> => {
    const opening = (opened ??= open())
    // A keychain may be there later: somebody signs in, a service starts.
    opening.catch(() => {
      if (opened === opening) opened = undefined
    })
    return opening
  }
  const ask = <T>(question: (keychain: Credentials) => Promise<T>): Promise<T> =>
    within(patienceMs, async () => question(await credentials()))
  const recordOf = ({ connection, origin }: KeySlot): KeyRecord | undefined => {
    const record = records.find(connection)
    return record?.origin === origin ? record : undefined
  }
  /** From here on no record leads to a connection's key. @returns the entry that it has in the keychain */
  const dropRecord = (connection: string): string | undefined => {
    const record = records.find(connection)
    if (record === undefined) return undefined
    const account = accountOf(record.entry, record.origin)
    read.delete(account)
    records.write(connection, null)
    return account
  }
  /** @returns the entry, if it is still there: a leftover that is in nobody's way, which the user is told of */
  const erase = async (account: string | undefined): Promise<string | undefined> => {
    if (account === undefined) return undefined
    const erased = ask((keychain) => keychain.erase(account))
    return erased.then(
      () => undefined,
      () => account,
    )
  }

  return {
    has: (slot) => session.has(slot) || recordOf(slot) !== undefined,

    find(slot): KeptKey | undefined {
      const inSession = session.find(slot)
      if (inSession !== undefined) return inSession
      const record = recordOf(slot)
      if (record === undefined) return undefined
      return { ...(record.endsIn !== null && { endsIn: record.endsIn }), storedIn: 'keychain' }
    },

    async get(slot) {
      const inSession = await session.get(slot)
      if (inSession !== undefined) return inSession
      const record = recordOf(slot)
      if (record === undefined) return undefined
      const account = accountOf(record.entry, slot.origin)
      const known = read.get(account)
      if (known !== undefined) return known
      const key = await ask((keychain) => keychain.read(account)).catch(unavailable('give the key'))
      if (key !== null) read.set(account, key)
      // It was deleted in the keychain itself: say so from now on.
      else if (records.find(slot.connection)?.entry === record.entry) records.write(slot.connection, null)
      return key ?? undefined
    },

    async place(): Promise<KeyPlace> {
      try {
        await within(patienceMs, credentials)
      } catch (error) {
        return inSessionOnly(error)
      }
      return refusal === undefined ? { kind: 'keychain' } : inSessionOnly(refusal)
    },

    async set(slot, key) {
      const entry = newId()
      const account = accountOf(entry, slot.origin)
      try {
        await ask((keychain) => keychain.write(account, key))
      } catch (error) {
        refusal = error
        await session.set(slot, key)
        // Or else it would serve again after a restart. It is not erased: what refused would be asked again.
        return dropRecord(slot.connection)
      }
      refusal = undefined
      const old = dropRecord(slot.connection)
      records.write(slot.connection, { entry, origin: slot.origin, endsIn: keyEnding(key) ?? null })
      read.set(account, key)
      await session.delete(slot.connection)
      return erase(old)
    },

    async delete(connection) {
      const record = records.find(connection)
      if (record !== undefined) {
        const account = accountOf(record.entry, record.origin)
        const refused = unavailable('remove the key', ' If that can’t be done, remove the connection.')
        await ask((keychain) => keychain.erase(account)).catch(refused)
        read.delete(account)
        records.write(connection, null)
      }
      await session.delete(connection)
    },

    async forget(connection) {
      const account = dropRecord(connection)
      await session.delete(connection)
      return erase(account)
    },

    rename: (connection, newName) => session.rename(connection, newName),
  }
}

/** The entry's name in the keychain, where the user may see it. */
function accountOf(entry: string, origin: string): string {
  return `${origin} ${entry}`
}

const WITHOUT_KEYCHAIN =
  process.platform === 'linux'
    ? 'Install and unlock a Secret Service (GNOME Keyring, KWallet, KeePassXC), or give the key in the environment.'
    : 'Unlock the keychain, or give the key in the environment.'

function inSessionOnly(error: unknown): KeyPlace {
  const problem = `There is no keychain that Baton can use (${reasonOf(error)}): without one a key is forgotten when Baton ends.`
  return { kind: 'session', problem, remedy: WITHOUT_KEYCHAIN }
}

function unavailable(what: string, otherwise = ''): (error: unknown) => never {
  return (error) => {
    throw new BatonError('KEYCHAIN_UNAVAILABLE', `The keychain did not ${what}: ${reasonOf(error)}.`, {
      remedy: `Unlock the keychain of this computer, then try again.${otherwise}`,
    })
  }
}

/** The library's own words, on one line. They tell of the keychain, never of what is in it. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replaceAll(/\s+/g, ' ').replace(/[.\s]+$/, '').slice(0, 200) // prettier-ignore
}

async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(keychainFailure(`it has not answered for ${milliseconds / 1000} seconds`)),
      milliseconds,
    )
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
