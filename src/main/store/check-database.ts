import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { BatonError } from '@shared/errors'
import { listBackups } from './backup'
import { damageOf } from './damage'
import { dataFiles, setDatabaseAside } from './data-files'

/** Asks for a check at the next start, because SQLite met damage, or something looked like it. */
export function markForCheck(dataFolder: string): void {
  writeFileSync(dataFiles(dataFolder).checkMark, '', { mode: 0o600 })
}

/**
 * Does what `markForCheck` asked for. A damaged database is moved aside and never deleted.
 * @throws BatonError `STORAGE_CORRUPT` with the newest backup as remedy, if the database is damaged
 */
export function checkIfMarked(dataFolder: string, at: number): void {
  const { checkMark } = dataFiles(dataFolder)
  if (!existsSync(checkMark)) return
  checkNow(dataFolder, at)
  rmSync(checkMark, { force: true })
}

/** @throws BatonError `STORAGE_CORRUPT`, after moving the database aside, if it is damaged */
export function checkNow(dataFolder: string, at: number): void {
  const files = dataFiles(dataFolder)
  if (!existsSync(files.database)) return
  const damage = damageOf(files.database)
  if (damage.length === 0) return
  const aside = setDatabaseAside(files.database, 'damaged', at)
  rmSync(files.checkMark, { force: true })
  throw new BatonError('STORAGE_CORRUPT', `The database was damaged and has been moved to ${aside}.`, {
    remedy: remedy(dataFolder),
    cause: new AggregateError([], damage.join('\n')),
  })
}

function remedy(dataFolder: string): string {
  const newest = listBackups(dataFolder)[0]
  if (newest === undefined) return 'There is no backup; Baton starts with an empty database next time.'
  const time = new Date(newest.createdAt).toISOString().slice(0, 16).replace('T', ' ')
  return `Restore the newest backup, of ${time} UTC ("${newest.name}"), or start again with an empty database.`
}
