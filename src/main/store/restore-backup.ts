import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { BatonError, conflict, notFound } from '@shared/errors'
import { listBackups } from './backup'
import { bundledMigrations } from './bundled-migrations'
import { damageOf } from './damage'
import { dataFiles, keepDatabase, makePrivateFile, renameDurably, setDatabaseAside } from './data-files'
import { newerDatabase, readVersion } from './migrate'
import { sqliteCode, storageError } from './storage-error'

/**
 * Puts a backup in the place of the database. The caller has closed its store, and opens it again afterwards.
 * @param name a backup's `name`
 * @returns where the database that was replaced is kept; null if there was none
 * @throws BatonError `NOT_FOUND`, `CONFLICT` (another process has the database open), `STORAGE_CORRUPT` (the backup
 *   is damaged), `NEWER_DATABASE`, `STORAGE_FULL`; then nothing has changed
 */
export function restoreBackup(options: {
  dataFolder: string
  name: string
  now: () => number
}): string | null {
  const { dataFolder, name, now } = options
  const files = dataFiles(dataFolder)
  if (!listBackups(dataFolder).some((backup) => backup.name === name)) throw notFound('backup', name)
  const backup = join(files.backups, name)
  const copy = `${files.database}.restoring`
  try {
    checkBackup(backup)
    makePrivateFile(copy)
    copyFileSync(backup, copy)
    const aside = keepCurrent(files.database, now())
    renameDurably(copy, files.database)
    rmSync(files.checkMark, { force: true })
    return aside
  } catch (error) {
    throw storageError(error)
  } finally {
    rmSync(copy, { force: true })
  }
}

function checkBackup(file: string): void {
  if (damageOf(file).length > 0) {
    throw new BatonError('STORAGE_CORRUPT', 'This backup is damaged itself.', {
      remedy: 'Choose another one. Nothing was changed.',
    })
  }
  const database = new Database(file, { readonly: true })
  try {
    if (readVersion(database) > bundledMigrations.length) throw newerDatabase()
  } finally {
    database.close()
  }
}

function keepCurrent(file: string, at: number): string | null {
  if (!existsSync(file) || statSync(file).size === 0) return null
  if (damageOf(file).length > 0) return setDatabaseAside(file, 'damaged', at)
  claim(file)
  return keepDatabase(file, 'replaced', at)
}

/** Folds the log into the database, which SQLite does only for the last connection. */
function claim(file: string): void {
  const database = new Database(file, { timeout: 0 })
  try {
    database.pragma('journal_mode = DELETE')
  } catch (error) {
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true) throw error
    throw conflict(
      'Another process has the database open.',
      'Close the other Baton windows and commands first.',
    )
  } finally {
    database.close()
  }
}
