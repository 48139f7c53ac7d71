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
  /**
   * Without a keychain keys are kept for the session only; `problem` is a sentence that says why. Null if it was not
   * asked for.
   */
  keychain: { available: boolean; problem: string | null } | null
  /**
   * The path that a corrupt database was moved to when Baton started, now or earlier, for as long as no backup was
   * put back and the file is there; else null. Offer `newestSoundBackup` then.
   */
  corruptDatabaseMovedTo: string | null
  /** The name of the newest backup of that database, which later ones are not of; absent if there is none. */
  newestSoundBackup?: string
  /** Newest first. */
  backups: Backup[]
}

export interface RestoreResult {
  /** Where the database that was replaced is kept, absolute; null if somebody had removed it. */
  formerDatabase: string | null
}

/** The application itself. */
export const app = {
  /** `keychain: false`: the keychain is left alone. To find out about it may take a second where it has to be started. */
  info: procedure
    .input(z.strictObject({ keychain: z.boolean().optional() }).optional())
    .output(type<AppInfo>()),

  /** Takes a backup now. Throws `STORAGE_FULL`. */
  backup: procedure.input(nothing).output(type<Backup>()),

  /**
   * Puts a backup in the database's place and keeps the former one. All that callers know of is out of date then, so
   * reload; streams of `runs.events` end. Throws `NOT_FOUND`, `CONFLICT` (a run is running, or another process has the database open),
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
