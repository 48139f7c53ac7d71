import { statSync } from 'node:fs'
import { backUp, backUpDaily, listBackups, type Backup } from './backup'
import { checkDaily } from './check-database'
import { readDamage, type DamagedFile } from './damage-note'
import { dataFiles } from './data-files'
import { createPurge } from './purge-deleted'
import type { SearchIndex } from './search-index'
import type { StoreContext } from './store-context'

/** What a host has done now and then, in the background. Everything gives way to other work in between. */
export interface Maintenance {
  /** Unless there is one of today already. */
  backUpDaily(): Promise<Backup | undefined>
  /** A backup for the asking. */
  backUp(): Promise<Backup>
  /** Newest first. */
  listBackups(): Backup[]
  /** @throws BatonError `STORAGE_CORRUPT` if the database is damaged; the next start moves it aside */
  checkDaily(): Promise<void>
  /** The database that was moved aside because it was damaged; null once a backup was put back, or it is gone. */
  damagedDatabase(): DamagedFile | null
  /** The newest backup from before that damage: a later one is of the empty database that Baton has started with. */
  newestSoundBackup(): Backup | undefined
  /** Removes for good what was deleted more than 30 days ago. */
  purgeDeleted(): Promise<void>
  /** Takes the next few texts into the full-text index. @returns whether there are more */
  indexPending(): boolean
  /** Size of the database, its log included. */
  databaseBytes(): number
}

export function createMaintenance(
  context: StoreContext,
  index: SearchIndex,
  dataFolder: string,
): Maintenance {
  const { database, now } = context
  return {
    backUpDaily: () => backUpDaily(database, dataFolder, now()),
    backUp: () => backUp(database, dataFolder, 'manual', now()),
    listBackups: () => listBackups(dataFolder),
    checkDaily: () => checkDaily(database, dataFolder, now()),
    damagedDatabase: () => readDamage(dataFolder),
    newestSoundBackup() {
      const damaged = readDamage(dataFolder)
      if (damaged === null) return undefined
      return listBackups(dataFolder).find(({ createdAt }) => createdAt <= damaged.at)
    },
    purgeDeleted: createPurge(context, index),
    indexPending: index.indexPending,
    databaseBytes() {
      const file = dataFiles(dataFolder).database
      const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
      return statSync(file).size + (log?.size ?? 0)
    },
  }
}
