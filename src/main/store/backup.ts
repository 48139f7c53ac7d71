import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { conflict } from '@shared/errors'
import { readDamage } from './damage-note'
import { dataFiles, fileTime, makePrivateFile, makePrivateFolder, renameDurably } from './data-files'

/** How many backups of each kind are kept. */
const KEPT = 7
/** A copy that is still not finished after this time never will be. */
const ABANDONED_MS = 24 * 60 * 60 * 1000

/** Why a backup was made. `migration`: before the database's shape changed. */
export const BACKUP_REASONS = ['daily', 'migration', 'manual'] as const
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
      // Another process may be removing an old one.
      const file = statSync(join(folder, name), { throwIfNoEntry: false })
      return file === undefined ? [] : [{ name, reason, createdAt, bytes: file.size }]
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
  const copy = startCopy(dataFolder, at)
  try {
    await database.backup(copy)
    return finishCopy(copy, dataFolder, reason, at)
  } catch (error) {
    rmSync(copy, { force: true })
    if (!database.open) throw conflict('The backup was not finished, because Baton was closed.')
    throw error
  }
}

/** Copies the database at once, through a second connection, while the caller holds the write lock on it. */
export function backUpLocked(dataFolder: string, reason: BackupReason, at: number): Backup {
  const copy = startCopy(dataFolder, at)
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

function startCopy(dataFolder: string, at: number): string {
  const { backups } = dataFiles(dataFolder)
  makePrivateFolder(backups)
  removeAbandoned(backups, at)
  const copy = join(backups, `${randomUUID()}.partial`)
  makePrivateFile(copy)
  return copy
}

/** What a process that died while it was copying left behind. */
function removeAbandoned(folder: string, at: number): void {
  for (const name of readdirSync(folder).filter((name) => name.includes('.partial'))) {
    const begun = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? at
    if (at - begun > ABANDONED_MS) rmSync(join(folder, name), { force: true })
  }
}

function finishCopy(copy: string, dataFolder: string, reason: BackupReason, at: number): Backup {
  standAlone(copy)
  const { backups } = dataFiles(dataFolder)
  let createdAt = at
  while (existsSync(join(backups, backupName(createdAt, reason)))) createdAt += 1
  const name = backupName(createdAt, reason)
  renameDurably(copy, join(backups, name))
  // Until a backup is put back, those of a damaged database are all there is of it.
  const damagedAt = readDamage(dataFolder)?.at ?? -Infinity
  const own = listBackups(dataFolder).filter((backup) => backup.reason === reason)
  const old = own.slice(KEPT).filter((backup) => backup.createdAt > damagedAt)
  for (const backup of old) rmSync(join(backups, backup.name), { force: true })
  return { name, reason, createdAt, bytes: statSync(join(backups, name)).size }
}

function backupName(createdAt: number, reason: BackupReason): string {
  return `${fileTime(createdAt)}.${reason}.db`
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
