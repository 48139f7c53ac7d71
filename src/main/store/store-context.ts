import type { Database } from 'better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Leases } from './lease'

/** What repositories are made of. */
export interface StoreContext {
  database: Database
  /** The same connection, for queries that read better when they are built. */
  queries: BetterSQLite3Database
  leases: Leases
  /** All of it is written, or nothing; no other process writes meanwhile. The work must be synchronous. */
  inTransaction: <Result>(work: () => Result) => Result
  now: () => number
  newId: () => string
}

/** What is deleted can be brought back for this long. */
export const UNDO_MS = 30 * 24 * 60 * 60 * 1000
