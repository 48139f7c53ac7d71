import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { uuidv7 } from 'uuidv7'
import type { ApiClient } from '@shared/contract'
import { BatonError } from '@shared/errors'
import { version } from '../../package.json'
import type { Core } from './api/core'
import { createApi, type Api, type ApiOptions } from './api/create-api'
import type { Clock, EnginePorts } from './engine/ports'
import { createRunService } from './engine/run-service'
import { createTrials } from './engine/trials'
import { createConnections } from './llm/connections'
import { createTokenCounter } from './llm/count-tokens'
import { demoPace } from './llm/demo/demo-model'
import { type Environment, environmentKeys } from './llm/environment-connections'
import { createModelCatalog } from './llm/model-catalog'
import { createModelListFile } from './llm/model-list-file'
import { createModelPort } from './llm/model-port'
import { createPrices } from './llm/prices'
import { createRequestLimits } from './llm/request-limits'
import { createEnvironmentKeys } from './secrets/environment-keys'
import { createKeychain } from './secrets/keychain'
import { layerKeys } from './secrets/layer-keys'
import { openCredentials } from './secrets/open-credentials'
import { DamagedDatabase } from './store/check-database'
import { openStore, type Store, type StoreOptions } from './store/open-store'

export interface CoreOptions {
  /** Absolute path; made if it is not there. */
  dataFolder: string
  /** The process's environment. It is read nowhere else. */
  environment: Environment
  /**
   * Whether to start with an empty database when a damaged one had to be moved aside: for hosts with a page, which
   * says so and offers the newest backup.
   */
  startsAfresh?: boolean
}

/**
 * Builds the application from a data folder. One per process.
 * @throws BatonError `NEWER_DATABASE`, `STORAGE_FULL`; `STORAGE_CORRUPT` unless it starts afresh
 */
export function openCore({ dataFolder, environment, startsAfresh = false }: CoreOptions): Core {
  const store = openSoundStore({ dataFolder, now: systemClock.now, newId: uuidv7 }, startsAfresh)
  const keys = layerKeys(
    createKeychain({
      records: {
        find: (name) => store.connections.keyRecord(name),
        write: (name, record) => store.connections.writeKeyRecord(name, record),
      },
      open: () => openCredentials(process.platform, environment),
      newId: uuidv7,
    }),
    createEnvironmentKeys(environmentKeys(environment), (name) => store.connections.get(name) !== undefined),
  )
  const connections = createConnections({
    stored: () => store.connections.list(),
    environment,
    defaultName: () => defaultConnection(store),
    keys,
  })
  const tokens = createTokenCounter()
  const models = createModelPort({
    connections,
    keys,
    environment,
    demoPace: demoPace(environment['BATON_DEMO_PACE']),
    clock: systemClock,
    tokens,
  })
  const prices = createPrices()
  const catalog = createModelCatalog({
    connections: () => connections.list(),
    keys,
    dispatcher: () => models.dispatcher(),
    memory: createModelListFile(join(dataFolder, 'models.json')),
    clock: systemClock,
  })
  const limits = createRequestLimits((name) => connections.find(name))
  const ports: EnginePorts = {
    store: store.runStore,
    models,
    connections,
    prices,
    tokens,
    limits,
    clock: systemClock,
    random: Math.random,
    newId: uuidv7,
  }
  const runs = createRunService(ports)
  const trials = createTrials(ports, {
    recordSpend: (spend, record) => store.usage.recordTrial(spend, record),
    keep: (key, trial) => store.stepTrials.keep(key, trial),
  })
  return {
    version,
    dataFolder,
    store,
    runs,
    trials,
    ports,
    connections,
    keys,
    catalog,
    limits,
    modelFacts: (kind, model) => prices.modelFacts(kind, model),
    async close() {
      await Promise.all([runs.close(), trials.close()])
      await models.close()
      store.close()
    },
  }
}

/** The API for code of this process, such as the command line. `log` gets defects of ours, never what was sent. */
export function localClient(core: Core, log: (error: unknown) => void): ApiClient {
  const { router, context } = createApi(core, { origin: 'local', log })
  return createRouterClient(router, { context })
}

/** The API for a transport, `createSocketServer` or `createPortServer`. One for all connections. */
export function remoteApi(core: Core, host: 'browser' | 'electron', log: ApiOptions['log']): Api {
  return createApi(core, { origin: 'remote', host, log })
}

export { createPortServer } from './api/serve-port'
export { createSocketServer } from './api/serve-socket'
export { defaultDataFolder } from './data-folder'
export type { Api, Core }

function openSoundStore(options: StoreOptions, startsAfresh: boolean): Store {
  try {
    return openStore(options)
  } catch (error) {
    const wasMovedAside = error instanceof BatonError && error.cause instanceof DamagedDatabase
    if (!startsAfresh || !wasMovedAside) throw error
    return openStore(options)
  }
}

function defaultConnection(store: Store): string | undefined {
  const name = store.settings.get().values['defaultConnection']
  return typeof name === 'string' ? name : undefined
}

const LONGEST_TIMER = 2 ** 31 - 1

const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    // A timer holds 2^31 - 1 ms at most, and fires at once when asked for more.
    for (let left = ms; left > 0; left -= LONGEST_TIMER) {
      await wait(Math.min(left, LONGEST_TIMER), undefined, { signal })
    }
  },
}
