import type { AppInfo } from '@shared/contract'
import type { Core } from './core'
import { implementation } from './implement-contract'

const { app: procedures } = implementation

/** The application itself. */
export const app = procedures.router({
  info: procedures.info.handler(async ({ input, context: { core, host } }) => ({
    version: core.version,
    host,
    platform: process.platform,
    dataFolder: core.dataFolder,
    databaseBytes: core.store.maintenance.databaseBytes(),
    keychain: input?.keychain === false ? null : await keychain(core),
    ...corruptDatabase(core),
    backups: core.store.maintenance.listBackups(),
  })),

  backup: procedures.backup.handler(({ context: { core } }) => core.store.maintenance.backUp()),

  restore: procedures.restore.handler(({ input: { name }, context: { core } }) => ({
    formerDatabase: core.runs.betweenRuns(() => core.store.restore(name)),
  })),
})

function corruptDatabase({ store }: Core): Pick<AppInfo, 'corruptDatabaseMovedTo' | 'newestSoundBackup'> {
  const damaged = store.maintenance.damagedDatabase()
  if (damaged === null) return { corruptDatabaseMovedTo: null }
  const sound = store.maintenance.newestSoundBackup()
  return { corruptDatabaseMovedTo: damaged.path, ...(sound && { newestSoundBackup: sound.name }) }
}

async function keychain(core: Core): Promise<NonNullable<AppInfo['keychain']>> {
  const place = await core.keys.place()
  return place.kind === 'keychain'
    ? { available: true, problem: null }
    : { available: false, problem: `${place.problem} ${place.remedy}` }
}
