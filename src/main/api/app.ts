import { conflict, notFound } from '@shared/errors'
import type { Core } from './core'
import { implementation } from './implement-contract'

const { app: procedures } = implementation

/** The application itself. */
export const app = procedures.router({
  info: procedures.info.handler(({ context: { core, host } }) => ({
    version: core.version,
    host,
    platform: process.platform,
    dataFolder: core.dataFolder,
    databaseBytes: core.store.maintenance.databaseBytes(),
    keychain: keychain(core),
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

function keychain(core: Core): { available: boolean; problem: string | null } {
  const available = core.keys.available === 'keychain'
  return {
    available,
    problem: available
      ? null
      : 'There is no keychain that Baton can use, so keys are kept until Baton ends and no longer.',
  }
}
