import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { BatonError, conflict, notFound } from '@shared/errors'
import { listBackups } from './backup'
import { bundledMigrations } from './bundled-migrations'
import { damageOf } from './damage'
import { dataFiles, keepDatabase, makePrivateFile, moveLogAside, renameDurably } from './data-files'
import { migrate } from './migrate'
import { refuseNewerDatabase } from './refuse-newer-database'
import { sqliteCode, storageError } from './storage-error'

export interface RestoreOptions {
  dataFolder: string
  /** A backup's `name`. */
  name: string
  now: () => number
  /** Closes the caller's own connection to the database. Called when the backup has turned out to be sound. */
  release?: () => void
}

/**
 * Puts a backup in the place of the database, in the newest schema. At any moment there is the one database or the
 * other, whole. The caller opens its store again afterwards.
 * @returns where the database that was replaced is kept; null if there was none
 * @throws BatonError `NOT_FOUND`, `CONFLICT` (another process has the database open), `STORAGE_CORRUPT` (the backup
 *   is damaged), `NEWER_DATABASE`, `STORAGE_FULL`; then nothing has changed
 */
export function restoreBackup({
  dataFolder,
  name,
  now,
  release = () => undefined,
}: RestoreOptions): string | null {
  const files = dataFiles(dataFolder)
  if (!listBackups(dataFolder).some((backup) => backup.name === name)) throw notFound('backup', name)
  const copy = `${files.database}.restoring`
  try {
    removeDatabase(copy)
    makePrivateFile(copy)
    copyFileSync(join(files.backups, name), copy)
    prepare(copy)
    release()
    const kept = replace(files.database, copy, now())
    for (const note of [files.checkMark, files.damageNote]) rmSync(note, { force: true })
    return kept
  } catch (error) {
    throw storageError(error)
  } finally {
    removeDatabase(copy)
  }
}

/** All that can go wrong with a backup does so here, on a copy of it. */
function prepare(copy: string): void {
  if (damageOf(copy).length > 0) {
    throw new BatonError('STORAGE_CORRUPT', 'This backup is damaged itself.', {
      remedy: 'Choose another one. Nothing was changed.',
    })
  }
  refuseNewerDatabase(copy, bundledMigrations.length)
  const database = new Database(copy)
  try {
    database.pragma('synchronous = FULL')
    // The backup itself is the copy from before the migrations.
    migrate(database, bundledMigrations, () => undefined)
    // Whoever was at work when the backup was taken is not at work on this one.
    database.exec('UPDATE run_leases SET released = 1, request = NULL')
  } finally {
    database.close()
  }
}

function replace(file: string, copy: string, at: number): string | null {
  if (!existsSync(file) || statSync(file).size === 0) {
    renameDurably(copy, file)
    return null
  }
  if (damageOf(file).length > 0) {
    const kept = keepDatabase(file, 'damaged', at)
    moveLogAside(file, kept)
    renameDurably(copy, file)
    return kept
  }
  const unlock = claim(file)
  try {
    const kept = keepDatabase(file, 'replaced', at)
    // Windows renames nothing onto a file that is open, and so keeps others out by itself.
    if (process.platform === 'win32') unlock()
    renameDurably(copy, file)
    return kept
  } finally {
    unlock()
  }
}

/**
 * Folds the log into the database, which SQLite does only for the last connection, and keeps everybody else out: who
 * opened the file meanwhile would write a log that belongs to the former database and not to its successor.
 */
function claim(file: string): () => void {
  const database = new Database(file, { timeout: 0 })
  try {
    database.pragma('journal_mode = DELETE')
    database.exec('BEGIN EXCLUSIVE')
    return () => database.close()
  } catch (error) {
    database.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true) throw error
    throw conflict(
      'Another process has the database open.',
      'Close the other Baton windows and commands first.',
    )
  }
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true })
}
