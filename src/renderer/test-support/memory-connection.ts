import { createRouterClient, implement } from '@orpc/server'
import { contract, type ApiClient } from '@shared/contract'
import { createStore } from 'zustand/vanilla'
import { ConnectionLost, type Connection, type ConnectionStatus } from '../state/connection'
import { createHost } from '../state/host'
import { memoryConnections } from './memory-connections'
import type { MemoryCore } from './memory-core'
import { memoryApp, memorySettings, memoryTemplates, memoryUsage } from './memory-others'
import { memoryRuns } from './memory-runs'
import { memoryWorkflows } from './memory-workflows'

export interface MemoryConnection extends Connection {
  /** Breaks the connection: calls in flight and all further ones fail. */
  lose: () => void
  restore: () => void
}

/** The whole API on a core in memory. Inputs are checked by the contract's own schemas, errors are typed by it. */
export function memoryRouter(core: MemoryCore) {
  return implement(contract).router({
    workflows: memoryWorkflows(core),
    runs: memoryRuns(core),
    templates: memoryTemplates(core),
    connections: memoryConnections(core),
    settings: memorySettings(core),
    usage: memoryUsage(core),
    app: memoryApp(core),
  })
}

/** A connection to a core in this process. */
export function connectToMemory(core: MemoryCore): MemoryConnection {
  const status = createStore<ConnectionStatus>(() => ({ phase: 'open', nextTryAt: null }))
  let broken = new AbortController()
  const client: ApiClient = createRouterClient(memoryRouter(core), {
    context: {},
    interceptors: [
      async (options) => {
        if (status.getState().phase !== 'open') throw new ConnectionLost('Baton could not be reached.')
        const signal =
          options.signal === undefined ? broken.signal : AbortSignal.any([options.signal, broken.signal])
        return options.next({ ...options, signal })
      },
    ],
  })
  return {
    client,
    status,
    retry: () => {},
    host: createHost(undefined),
    lose: () => {
      status.setState({ phase: 'lost', nextTryAt: Date.now() + 1_000 })
      broken.abort()
      broken = new AbortController()
    },
    restore: () => status.setState({ phase: 'open', nextTryAt: null }),
  }
}
