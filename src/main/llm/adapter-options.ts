import type { Dispatcher } from 'undici'
import type { IdleLimits } from './idle-watchdog'
import type { ProviderPreset } from './provider-presets'

/** What an adapter needs of a connection. Made by `resolve-provider.ts` only. */
export interface AdapterOptions {
  /** The connection's name, for messages. */
  connection: string
  /** Without a trailing slash. */
  baseUrl: string
  /** The one origin that the key may be sent to. */
  origin: string
  /** Undefined where the server wants none. */
  key: string | undefined
  preset: ProviderPreset
  idle: IdleLimits
  dispatcher: Dispatcher
  /** Wall clock, milliseconds: a `Retry-After` may be a date. */
  now: () => number
}
