import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { version } from '../../package.json'
import type { Core } from './api/core'
import type { Clock, EnginePorts } from './engine/ports'
import { createRunService } from './engine/run-service'
import { createConnections } from './llm/connections'
import { createTokenCounter } from './llm/count-tokens'
import { demoPace } from './llm/demo/demo-model'
import { type Environment, environmentKeys } from './llm/environment-connections'
import { createModelPort } from './llm/model-port'
import { createPrices } from './llm/prices'
import { createEnvironmentKeys } from './secrets/environment-keys'
import { layerKeys } from './secrets/layer-keys'
import { createSessionKeys } from './secrets/session-keys'
import { openStore, type Store } from './store/open-store'

export interface CoreOptions {
  /** Absolute path; made if it is not there. */
  dataFolder: string
  /** The process's environment. It is read nowhere else. */
  environment: Environment
}

/**
 * Builds the application from a data folder. One per process.
 * @throws BatonError `NEWER_DATABASE`, `STORAGE_CORRUPT`, `STORAGE_FULL`
 */
export function openCore({ dataFolder, environment }: CoreOptions): Core {
  const store = openStore({ dataFolder, now: systemClock.now, newId: uuidv7 })
  const keys = layerKeys(createSessionKeys(), createEnvironmentKeys(environmentKeys(environment)))
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
  const ports: EnginePorts = {
    store: store.runStore,
    models,
    connections,
    prices: createPrices(),
    tokens,
    clock: systemClock,
    random: Math.random,
    newId: uuidv7,
  }
  const runs = createRunService(ports)
  return {
    version,
    dataFolder,
    store,
    runs,
    ports,
    connections,
    keys,
    async close() {
      await runs.close()
      await models.close()
      store.close()
    },
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
