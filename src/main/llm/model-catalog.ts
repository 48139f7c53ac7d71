import type { Dispatcher } from 'undici'
import type { Clock } from '@main/engine/ports'
import { ModelFailure } from '@shared/errors'
import type { ConfiguredConnection } from '@shared/model/connection'
import type { AskedProvider } from './ask-provider'
import { connectionBaseUrl } from './base-url'
import type { FoundServer, LocalSearch } from './find-local-servers'
import type { KeyPort } from './key-port'
import type { ModelList, OfferedModel } from './list-models'
import type { ModelListMemory } from './model-list-file'
import { PROVIDER_PRESETS } from './provider-presets'
import { unusableConnection } from './unusable-connection'

export interface ModelCatalogOptions {
  connections: () => ConfiguredConnection[]
  keys: Pick<KeyPort, 'get'>
  dispatcher: () => Promise<Dispatcher>
  memory: ModelListMemory
  clock: Pick<Clock, 'now' | 'monotonic'>
  timeLimitMs?: number
  localAddresses?: LocalSearch['addresses']
}

/**
 * Which models the connections offer. Nothing here is sent unless it is asked for, and what sends is loaded then: a
 * cold command line need not wait for it.
 */
export interface ModelCatalog {
  /** As it was last seen; undefined if it never was. Asks nobody. */
  remembered(connection: ConfiguredConnection): OfferedModel[] | undefined
  /** Asks the provider, and remembers the answer. @throws ModelFailure, BatonError `KEYCHAIN_UNAVAILABLE` */
  list(connection: ConfiguredConnection, signal: AbortSignal): Promise<ModelList>
  /** Tries the key where a list of models is for everybody. @throws ModelFailure `bad_key` */
  checkKey(connection: ConfiguredConnection, signal: AbortSignal): Promise<void>
  /** Asks this computer's ports of Ollama and LM Studio, but for those that are connections. */
  findLocal(connections: ConfiguredConnection[], signal: AbortSignal): Promise<FoundServer[]>
}

const TIME_LIMIT_MS = 15_000

export function createModelCatalog(options: ModelCatalogOptions): ModelCatalog {
  const { connections, keys, dispatcher, memory, clock, timeLimitMs = TIME_LIMIT_MS } = options

  const providerOf = async (connection: ConfiguredConnection): Promise<AskedProvider> => {
    const address = connectionBaseUrl(connection)
    if ('problem' in address) throw unusableConnection(address.problem)
    const { url: baseUrl, origin } = address
    const key = await keys.get({ connection: connection.name, origin })
    const network = await dispatcher()
    return { connection, baseUrl, origin, key, dispatcher: network, timeLimitMs, now: clock.now }
  }

  return {
    remembered: (connection) => memory.read(connection),

    async list(connection, signal) {
      const { listModels } = await import('./list-models')
      const list = await listModels(await providerOf(connection), signal)
      if (list.kind === 'models') memory.write(connection, list.models, connections())
      return list
    },

    async checkKey(connection, signal) {
      const { keyCheck } = PROVIDER_PRESETS[connection.kind]
      if (keyCheck === undefined) return
      const { askProvider } = await import('./ask-provider')
      try {
        await askProvider(await providerOf(connection), keyCheck, signal)
      } catch (error) {
        // It is the key that is in question, and the list of models has come.
        if (!(error instanceof ModelFailure) || error.error.code === 'bad_key') throw error
      }
    },

    async findLocal(known, signal) {
      const { findLocalServers, LOCAL_ADDRESSES } = await import('./find-local-servers')
      const { now, monotonic } = clock
      const addresses = options.localAddresses ?? LOCAL_ADDRESSES
      const search = { addresses, connections: known, dispatcher: await dispatcher(), now, monotonic }
      return findLocalServers(search, signal)
    },
  }
}
