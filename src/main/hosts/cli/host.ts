import { homedir } from 'node:os'
import type { ApiClient } from '@shared/contract'
import type { ExitCode } from './exit-codes'
import { stackOf } from './describe-error'

/** What a command gets beside its arguments. */
export interface Host {
  /** Opens Baton's data, and closes it again whatever happens; runs in progress are stopped then. */
  withApi<T>(use: (api: ApiClient) => Promise<T>): Promise<T>
  /** The command has done its work. */
  exit(code: ExitCode): void
}

/** @param isVerbose asked when a defect is to be told, as options are read later than this is made */
export function createHost(exit: Host['exit'], isVerbose: () => boolean): Host {
  return {
    exit,
    async withApi(use) {
      // Loaded when it is needed: help and version don't wait for a database.
      const { defaultDataFolder, localClient, openCore } = await import('@main/app')
      const dataFolder = defaultDataFolder(process.platform, process.env, homedir())
      const core = openCore({ dataFolder, environment: process.env })
      try {
        return await use(localClient(core, logTo(isVerbose)))
      } finally {
        await core.close()
      }
    },
  }
}

function logTo(isVerbose: () => boolean) {
  return (error: unknown) => {
    if (isVerbose()) process.stderr.write(`${stackOf(error)}\n`)
  }
}
