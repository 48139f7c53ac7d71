import { type } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from './errors'
import { nothing } from './fields'

/** A copy of the database in the data folder. */
export interface Backup {
  /** Its file name. */
  name: string
  bytes: number
  /** Milliseconds since the epoch. */
  createdAt: number
  /** `migration`: taken before the database's shape changed. */
  reason: 'daily' | 'migration' | 'manual'
}

/** What this Baton is and where it keeps its data. */
export interface AppInfo {
  version: string
  host: 'electron' | 'browser' | 'cli'
  /** As Node says it, such as `darwin`. */
  platform: string
  /** Absolute path. */
  dataFolder: string
  databaseBytes: number
  /** Without a keychain keys are kept for the session only; `problem` is a sentence that says why. */
  keychain: { available: boolean; problem: string | null }
  /** The path a corrupt database was moved to when this Baton started; null if it was sound. Offer a backup then. */
  corruptDatabaseMovedTo: string | null
  /** Newest first. */
  backups: Backup[]
}

export interface RestoreResult {
  /** Where the database that was replaced is kept, absolute. */
  formerDatabase: string
}

/** The application itself. */
export const app = {
  info: procedure.input(nothing).output(type<AppInfo>()),

  /** Takes a backup now. Throws `STORAGE_FULL`. */
  backup: procedure.input(nothing).output(type<Backup>()),

  /**
   * Puts a backup in the database's place and keeps the former one; all that callers know of is out of date then, so
   * reload. Throws `NOT_FOUND`, `CONFLICT` (a run is running, or another process has the database open),
   * `STORAGE_CORRUPT` (the backup is damaged), `NEWER_DATABASE`; then nothing has changed.
   */
  restore: procedure
    .input(
      z.strictObject({
        /** A backup's `name`. */
        name: z
          .string()
          .max(200)
          .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, 'This is not the name of a backup.'),
      }),
    )
    .output(type<RestoreResult>()),
}
