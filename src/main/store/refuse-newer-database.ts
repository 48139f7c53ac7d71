import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { newerDatabase, readVersion } from './migrate'

/** How a SQLite file begins, and where it has the `user_version`. */
const MAGIC = 'SQLite format 3\0'
const VERSION_OFFSET = 60

/**
 * Looks at a database without changing a byte of it, before it is opened for real.
 * @throws BatonError `NEWER_DATABASE` if it has had more migrations than we know
 */
export function refuseNewerDatabase(file: string, knownVersion: number): void {
  if (!existsSync(file) || statSync(file).size === 0) return
  if (versionInHeader(file) > knownVersion) throw newerDatabase()
  // What was committed last may still be in the log only.
  const log = `${file}-wal`
  if (!existsSync(log) || statSync(log).size === 0) return
  const database = new Database(file, { readonly: true })
  try {
    if (readVersion(database) > knownVersion) throw newerDatabase()
  } finally {
    database.close()
  }
}

function versionInHeader(file: string): number {
  const header = Buffer.alloc(VERSION_OFFSET + 4)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, header, 0, header.length, 0)
  } finally {
    closeSync(descriptor)
  }
  // What is no database is not newer either: it is found to be damaged when it is opened.
  return header.toString('latin1', 0, MAGIC.length) === MAGIC ? header.readUInt32BE(VERSION_OFFSET) : 0
}
