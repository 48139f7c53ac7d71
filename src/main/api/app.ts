import { conflict, notFound } from '@shared/errors'
import type { Core } from './core'
import { implementation } from './implement-contract'

const { app: procedures } = implementation

/** The application itself. */
export const app = procedures.router({
  info: procedures.info.handler(async ({ context: { core, host } }) => ({
    version: core.version,
    host,
    platform: process.platform,
    dataFolder: core.dataFolder,
    databaseBytes: core.store.maintenance.databaseBytes(),
    keychain: await keychain(core),
    corruptDatabaseMovedTo: null,
    backups: core.store.maintenance.listBackups(),
  })),

  backup: procedures.backup.handler(({ context: { core } }) => core.store.maintenance.backUp()),

  restore: procedures.restore.handler(({ input, context: { core } }) => {
    if (!core.store.maintenance.listBackups().some(({ name }) => name === input.name)) {
      throw notFound('backup', input.name)
    }
    throw conflict("This Baton can't put a backup back while it is running.")
  }),
})

async function keychain(core: Core): Promise<{ available: boolean; problem: string | null }> {
  const place = await core.keys.place()
  return place.kind === 'keychain'
    ? { available: true, problem: null }
    : { available: false, problem: `${place.problem} ${place.remedy}` }
}
