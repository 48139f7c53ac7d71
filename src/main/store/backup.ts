import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { BatonError, notFound } from '@shared/errors'
import {
  dataFiles,
  fileTime,
  makePrivateFile,
  makePrivateFolder,
  renameDurably,
  setDatabaseAside,
} from './data-files'
import { damageOf } from './damage'
import { newerDatabase, readVersion } from './migrate'
import { storageError } from './storage-error'

/** How many backups of each kind are kept. */
const KEPT = 7

/** Why a backup was made. `restore`: of what a restore was about to replace. */
export const BACKUP_REASONS = ['daily', 'migration', 'manual', 'restore'] as const
export type BackupReason = (typeof BACKUP_REASONS)[number]

export interface Backup {
  /** File name, unique. */
  name: string
  reason: BackupReason
  createdAt: number
  bytes: number
}

/** Newest first. Half-made ones are not among them. */
export function listBackups(dataFolder: string): Backup[] {
  const folder = dataFiles(dataFolder).backups
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const match = BACKUP_NAME.exec(name)
      if (match === null) return []
      const [, day, hour, minute, second, kind] = match
      const reason = BACKUP_REASONS.find((known) => known === kind)
      if (reason === undefined) return []
      const createdAt = Date.parse(`${day}T${hour}:${minute}:${second}Z`)
      return [{ name, reason, createdAt, bytes: statSync(join(folder, name)).size }]
    })
    .sort((a, b) => b.createdAt - a.createdAt)
}

/** Copies the database while it is being written to; the copy is as of the end of the copying. */
export async function backUp(
  database: Database.Database,
  dataFolder: string,
  reason: BackupReason,
  at: number,
): Promise<Backup> {
  const copy = startCopy(dataFolder)
  try {
    await database.backup(copy)
    return finishCopy(copy, dataFolder, reason, at)
  } catch (error) {
    rmSync(copy, { force: true })
    throw error
  }
}

/** Copies the database at once, through a second connection, while the caller holds the write lock on it. */
export function backUpLocked(dataFolder: string, reason: BackupReason, at: number): Backup {
  const copy = startCopy(dataFolder)
  try {
    const reader = new Database(dataFiles(dataFolder).database, { readonly: true })
    try {
      reader.prepare('VACUUM INTO ?').run(copy)
    } finally {
      reader.close()
    }
    return finishCopy(copy, dataFolder, reason, at)
  } catch (error) {
    rmSync(copy, { force: true })
    throw error
  }
}

/** Unless there is one of the same day (UTC) already. */
export async function backUpDaily(
  database: Database.Database,
  dataFolder: string,
  at: number,
): Promise<Backup | undefined> {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10)
  const newest = listBackups(dataFolder).find((backup) => backup.reason === 'daily')
  if (newest !== undefined && day(newest.createdAt) === day(at)) return undefined
  return backUp(database, dataFolder, 'daily', at)
}

/**
 * Puts a backup in the place of the database. What was there is backed up first, or set aside if it is damaged.
 * The caller has closed the store, and opens it again; other processes see the restored content.
 * @param knownVersion the number of migrations this version knows
 */
export async function restoreBackup(
  dataFolder: string,
  name: string,
  knownVersion: number,
  at: number,
): Promise<void> {
  const files = dataFiles(dataFolder)
  if (!listBackups(dataFolder).some((backup) => backup.name === name)) throw notFound('backup', name)
  const path = join(files.backups, name)
  if (damageOf(path).length > 0) {
    throw new BatonError('STORAGE_CORRUPT', `The backup "${name}" is damaged itself.`, {
      remedy: 'Choose another backup. Nothing was changed.',
    })
  }
  const source = new Database(path, { readonly: true })
  try {
    if (readVersion(source) > knownVersion) throw newerDatabase()
    await keepCurrent(dataFolder, at)
    makePrivateFile(files.database)
    await source.backup(files.database)
  } catch (error) {
    throw storageError(error)
  } finally {
    source.close()
  }
}

async function keepCurrent(dataFolder: string, at: number): Promise<void> {
  const { database } = dataFiles(dataFolder)
  if (!existsSync(database) || statSync(database).size === 0) return
  if (damageOf(database).length > 0) {
    setDatabaseAside(database, 'damaged', at)
    return
  }
  const current = new Database(database)
  try {
    await backUp(current, dataFolder, 'restore', at)
  } finally {
    current.close()
  }
}

function startCopy(dataFolder: string): string {
  const { backups } = dataFiles(dataFolder)
  makePrivateFolder(backups)
  const copy = join(backups, `${randomUUID()}.partial`)
  makePrivateFile(copy)
  return copy
}

function finishCopy(copy: string, dataFolder: string, reason: BackupReason, at: number): Backup {
  standAlone(copy)
  const { backups } = dataFiles(dataFolder)
  const name = `${fileTime(at)}.${reason}.db`
  renameDurably(copy, join(backups, name))
  const old = listBackups(dataFolder).filter((backup) => backup.reason === reason)
  for (const backup of old.slice(KEPT)) rmSync(join(backups, backup.name), { force: true })
  return { name, reason, createdAt: at, bytes: statSync(join(backups, name)).size }
}

/** A backup is one file: without the write-ahead log that its original has. */
function standAlone(file: string): void {
  const database = new Database(file)
  try {
    database.pragma('journal_mode = DELETE')
  } finally {
    database.close()
  }
}

const BACKUP_NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3})Z\.([a-z]+)\.db$/
