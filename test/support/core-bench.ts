import { onTestFinished } from 'vitest'
import type { ApiClient } from '@shared/contract'
import type { Connection } from '@shared/model/connection'
import { type Core, localClient, openCore } from '@main/app'
import type { Environment } from '@main/llm/environment-connections'
import { everythingOf, refuseKeys } from './sweep-for-keys'
import { temporaryFolder } from './temporary-folder'

/** The whole application as the command line opens it, on an empty data folder, and its API. Nothing is replaced. */
export interface CoreBench {
  core: Core
  client: ApiClient
  dataFolder: string
  /** What was logged as a defect. */
  logged: unknown[]
  /** Adds a connection, with its key where one is given. */
  connect: (connection: Connection, key?: string) => Promise<void>
}

export function createCoreBench(environment: Environment = {}, dataFolder = temporaryFolder()): CoreBench {
  const core = openCore({ dataFolder, environment: { BATON_DEMO_PACE: '0', ...environment } })
  const logged: unknown[] = []
  onTestFinished(async () => {
    await core.close()
    for (const defect of logged) refuseKeys(everythingOf(defect), 'the log')
  })
  const client = localClient(core, (error) => void logged.push(error))
  return {
    core,
    client,
    dataFolder,
    logged,
    connect: async (connection, key) => {
      const { updatedAt } = await client.connections.save({ connection, updatedAt: null })
      if (key !== undefined) await client.connections.setKey({ name: connection.name, updatedAt, key })
    },
  }
}
