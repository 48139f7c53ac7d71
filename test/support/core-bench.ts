import { onTestFinished } from 'vitest'
import type { ApiClient } from '@shared/contract'
import type { Connection } from '@shared/model/connection'
import { type Core, localClient, openCore } from '@main/app'
import type { Environment } from '@main/llm/environment-connections'
import { temporaryFolder } from './engine-bench'

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
  onTestFinished(() => core.close())
  const logged: unknown[] = []
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
