import { type } from '@orpc/contract'
import { z } from 'zod'
import type { StepError } from '../errors'
import { connection, connectionName, type ConfiguredConnection } from '../model/connection'
import type { ProviderKind } from '../model/provider-kinds'
import { procedure } from './errors'
import { updatedAt, type Written } from './fields'

/** What may be known of a key. The key itself is never in an answer, an error or an event. */
export interface KeyState {
  /** False for kinds that take none, such as `ollama` and `demo`. */
  needed: boolean
  set: boolean
  /** The last four characters; absent for a key too short to show a part of. */
  endsIn?: string
  /** Where it lives; `session`: in memory only, until Baton ends, because no keychain takes it. Null if not set. */
  storedIn: 'keychain' | 'session' | 'environment' | null
}

/** What became of a key that serves no more. */
export interface KeyLeftover {
  /**
   * The name of its entry, under `Baton`, in the operating system's keychain, if that could not be erased. Baton never
   * reads it again; the user may remove it there.
   */
  leftInKeychain?: string
}

export interface ConnectionView extends ConfiguredConnection {
  /** Scheme, host and port that its requests and its key go to; absent for `demo`, and for an address that is none. */
  origin?: string
  key: KeyState
  /** The connection that serves steps which name none. */
  isDefault: boolean
  /** Milliseconds since the epoch; 0 for those of the environment and for `demo`, which can't be written. */
  updatedAt: number
}

/** A server on this machine that answered and is not a connection yet. */
export interface LocalServer {
  kind: Extract<ProviderKind, 'ollama' | 'lmstudio'>
  baseUrl: string
  modelCount: number
  latencyMs: number
}

export interface ConnectionList {
  /** Stored ones by name, then those of the environment, then `demo`. */
  connections: ConnectionView[]
  /** Empty unless asked for. */
  found: LocalServer[]
}

/** How a small request to the provider went. */
export interface ConnectionTest {
  ok: boolean
  latencyMs: number
  /** How many models it offers; null if it doesn't say. */
  modelCount: number | null
  /** Why it failed; null if it didn't. */
  error: StepError | null
}

/** A model that a connection offers. Null: not known. */
export interface ModelInfo {
  id: string
  contextTokens: number | null
  /** USD per million tokens; 0 for local kinds and `demo` only. */
  price: { inputPerMillion: number; outputPerMillion: number } | null
}

const named = { name: connectionName }

/** Providers as the user configured them. Their names are their ids. */
export const connections = {
  /** With `findLocal`, also asks 127.0.0.1:11434 and :1234, and no other host (at most about a second). */
  list: procedure
    .input(z.strictObject({ findLocal: z.boolean().optional() }).prefault({}))
    .output(type<ConnectionList>()),

  /**
   * Adds a connection (`updatedAt: null`), or replaces the one named `name`, which may give it another name. Its key
   * is dropped when kind or origin changes: a key goes nowhere but to the host it was typed for. One that is added
   * while no connection serves steps which name none becomes the default of the settings (`isDefault`).
   * Throws `CONFLICT` (also for a name that is taken), `NOT_FOUND`, `INVALID` for a read-only one.
   */
  save: procedure
    .input(
      z
        .strictObject({ connection, name: connectionName.optional(), updatedAt: updatedAt.nullable() })
        .refine(
          (input) => (input.name === undefined) === (input.updatedAt === null),
          'To change a connection give its name and its "updatedAt", to add one give null.',
        ),
    )
    .output(type<ConnectionView & KeyLeftover>()),

  /** Removes a connection and its key, for good. Throws `NOT_FOUND`, `CONFLICT`, `INVALID` for a read-only one. */
  remove: procedure
    .input(z.strictObject({ ...named, updatedAt }))
    .output(type<{ removed: true } & KeyLeftover>()),

  /**
   * Stores a key; write-only. `updatedAt` is the connection's, so that the key can't reach an address that changed
   * meanwhile. Where no keychain takes it, it is kept for this session (`storedIn: 'session'`), and the key before
   * serves no more either.
   * Throws `NOT_FOUND`, `CONFLICT`, `INVALID` (read-only, or takes no key).
   */
  setKey: procedure
    .input(
      z.strictObject({
        ...named,
        updatedAt,
        key: z
          .string()
          .trim()
          .min(1, 'The key is empty.')
          .max(8_000, 'The key is too long.')
          .regex(/^[\x21-\x7e]*$/, 'A key has no spaces and no characters outside ASCII. Copy it again.'),
      }),
    )
    .output(type<KeyState & Written & KeyLeftover>()),

  /**
   * Removes the key from where it is, or changes nothing. Throws `NOT_FOUND`, `CONFLICT`, `INVALID` (read-only),
   * `KEYCHAIN_UNAVAILABLE`.
   */
  deleteKey: procedure.input(z.strictObject({ ...named, updatedAt })).output(type<KeyState & Written>()),

  /**
   * Asks for the list of models, which costs nothing. Where there is none, or it does not name the model that steps
   * would get, that model is asked for a word, which costs a few tokens. A failure is an answer, not an error. Throws `NOT_FOUND`.
   */
  test: procedure.input(z.strictObject(named)).output(type<ConnectionTest>()),

  /**
   * The models it offers, from memory unless `refresh`; an empty list if the provider doesn't say.
   * Throws `NOT_FOUND`, `KEY_MISSING`.
   */
  models: procedure
    .input(z.strictObject({ ...named, refresh: z.boolean().optional() }))
    .output(type<ModelInfo[]>()),
}
