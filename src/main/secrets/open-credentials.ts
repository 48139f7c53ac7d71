import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BatonError } from '@shared/errors'

/** The operating system's keychain, as much of it as is needed. Each call may wait for the user to unlock it. */
export interface Credentials {
  read(account: string): Promise<string | null>
  write(account: string, secret: string): Promise<void>
  /** Nothing happens where there is none. */
  erase(account: string): Promise<void>
}

/** What all entries of Baton stand under: the "where" of macOS's Keychain Access. */
const SERVICE = 'Baton'

/**
 * On Linux the Secret Service and nothing else. Left to itself the library falls back to the kernel's keyring, which
 * forgets at reboot and says nothing.
 */
const OPTIONS = { linux: { store: 'secret-service' } } as const

/**
 * Opens the keychain without unlocking it. Fails where there is none.
 *
 * The library is native code, loaded here and not before: most commands never need a key. Reaching the Secret
 * Service blocks the process for some 10 ms, half a second where the service has to be started, and two seconds at
 * most, its time-out, where it hangs. Reading and writing, which may prompt, block nothing.
 */
export async function openCredentials(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Credentials> {
  if (platform === 'linux' && !hasSessionBus(environment)) {
    throw keychainFailure('there is no D-Bus session, which a Secret Service would live in')
  }
  const { AsyncEntry } = await import('@napi-rs/keyring')
  const entry = (account: string) => new AsyncEntry(SERVICE, account, OPTIONS)
  // Nothing is read: on Linux this fails where no Secret Service answers.
  entry('availability')
  return {
    read: async (account) => (await entry(account).getPassword()) ?? null,
    write: async (account, secret) => entry(account).setPassword(secret),
    erase: async (account) => {
      await entry(account).deleteCredential()
    },
  }
}

/** @param reason fits behind a colon */
export function keychainFailure(reason: string): BatonError {
  return new BatonError('KEYCHAIN_UNAVAILABLE', reason)
}

/** The two ways in which a D-Bus session is found, so that a machine without one is told apart at once. */
function hasSessionBus({
  DBUS_SESSION_BUS_ADDRESS: address,
  XDG_RUNTIME_DIR: folder,
}: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(address) || (Boolean(folder) && existsSync(join(folder ?? '', 'bus')))
}
