import Database from 'better-sqlite3'
import { BatonError } from '@shared/errors'

/** How long a statement waits for another process that is writing. */
const BUSY_TIMEOUT_MS = 10_000
/** A write-ahead log that a long read kept growing shrinks to this size again. */
const LOG_SIZE_LIMIT = 64 * 1024 * 1024

/**
 * Opens the file, which it makes if there is none, so that what is committed is on the disk: write-ahead log,
 * and a sync at every commit.
 */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    database.pragma('journal_mode = WAL')
    // After the mode: left to itself, this build goes down to NORMAL with the first write in WAL mode.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma(`journal_size_limit = ${LOG_SIZE_LIMIT}`)
    database.pragma('trusted_schema = OFF')
    assertDurable(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** @throws BatonError `INTERNAL` if a power failure could lose what is committed */
export function assertDurable(database: Database.Database): void {
  const synchronous = database.pragma('synchronous', { simple: true })
  const journalMode = database.pragma('journal_mode', { simple: true })
  const foreignKeys = database.pragma('foreign_keys', { simple: true })
  if (synchronous !== 2 || journalMode !== 'wal' || foreignKeys !== 1) {
    throw new BatonError(
      'INTERNAL',
      `The database can't be opened safely here (journal ${String(journalMode)}, synchronous ${String(synchronous)}).`,
      { remedy: 'Keep the data folder on a local disk.' },
    )
  }
}
