import { existsSync, rmSync, writeFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { BatonError } from '@shared/errors'
import { listBackups } from './backup'
import { damageOf, damageOfTables } from './damage'
import { noteDamage } from './damage-note'
import { dataFiles, setDatabaseAside } from './data-files'
import { createMark } from './mark'

/** How long a check holds. */
const CHECK_AGAIN_MS = 24 * 60 * 60 * 1000

/** The cause of the error that says that a database was moved aside. */
export class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase'
  /** Where it is now. */
  readonly movedTo: string

  constructor(movedTo: string, findings: string[]) {
    super(findings.join('\n'))
    this.movedTo = movedTo
  }
}

/** Asks for a check at the next start, because SQLite met damage, or something looked like it. */
export function markForCheck(dataFolder: string): void {
  try {
    writeFileSync(dataFiles(dataFolder).checkMark, '', { mode: 0o600 })
  } catch {
    // The damage itself is being reported, and matters more; the daily check will find it again.
  }
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
  noteDamage(dataFolder, { path: aside, at })
  throw new BatonError('STORAGE_CORRUPT', `The database was damaged and has been moved to ${aside}.`, {
    remedy: remedy(dataFolder),
    cause: new DamagedDatabase(aside, damage),
  })
}

function remedy(dataFolder: string): string {
  const newest = listBackups(dataFolder)[0]
  if (newest === undefined) return 'There is no backup. Baton starts with an empty database from now on.'
  const time = new Date(newest.createdAt).toISOString().slice(0, 16).replace('T', ' ')
  return `Open Baton and put back the newest backup, of ${time} UTC ("${newest.name}"), under Settings, Data. Until then it starts with an empty database.`
}

/**
 * Checks an open database, unless it was checked in the last 24 hours by any process.
 * @throws BatonError `STORAGE_CORRUPT` if it is damaged; the next start moves it aside
 */
export async function checkDaily(database: Database, dataFolder: string, at: number): Promise<void> {
  const mark = createMark(database, 'checked_at')
  if (at - mark.read() < CHECK_AGAIN_MS) return
  mark.write(at)
  const damage = await damageOfTables(database)
  if (damage.length === 0) return
  markForCheck(dataFolder)
  throw new BatonError('STORAGE_CORRUPT', 'The database is damaged.', {
    remedy: 'Restart Baton: it sets the damaged database aside and offers the newest backup.',
    cause: new AggregateError([], damage.join('\n')),
  })
}
