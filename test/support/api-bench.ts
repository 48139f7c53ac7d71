import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { onTestFinished } from 'vitest'
import type { ApiClient } from '@shared/contract'
import type { RunMessage } from '@shared/model/run-event'
import type { StepSettings } from '@shared/model/step'
import type { Core } from '@main/api/core'
import { createApi, type Api, type ApiOptions } from '@main/api/create-api'
import type { EnginePorts, ModelPort, ModelRequest } from '@main/engine/ports'
import { createRunService } from '@main/engine/run-service'
import { createTrials } from '@main/engine/trials'
import { createConnections } from '@main/llm/connections'
import { createDispatcher } from '@main/llm/http-fetch'
import { createModelCatalog, type ModelCatalogOptions } from '@main/llm/model-catalog'
import { createModelListFile } from '@main/llm/model-list-file'
import { createRequestLimits } from '@main/llm/request-limits'
import { createKeychain } from '@main/secrets/keychain'
import type { Credentials } from '@main/secrets/open-credentials'
import { createSessionKeys } from '@main/secrets/session-keys'
import { openStore } from '@main/store/open-store'
import { temporaryFolder } from './temporary-folder'
import { createFakeClock, type FakeClock } from './fake-clock'
import { everythingOf, refuseKeys } from './sweep-for-keys'
import { createScriptedModel, type ScriptedAnswer } from './scripted-model'

export interface ApiBenchOptions {
  /** How the model answers; by default it says what it was asked. */
  answer?: (request: ModelRequest, number: number) => ScriptedAnswer | string
  /** Instead of `answer`. */
  model?: ModelPort
  origin?: ApiOptions['origin']
  /** A keychain to keep keys in; in memory by default. */
  credentials?: Credentials
  /** Where this computer's servers would listen; nowhere by default. */
  localAddresses?: ModelCatalogOptions['localAddresses']
}

/** The API on a real database, with real connections and keys, a scripted model and a clock that the test moves. */
export interface ApiBench {
  api: Api
  core: Core
  clock: FakeClock
  /** In process, as the command line calls it. */
  client: ApiClient
  /** What was logged as a defect. */
  logged: unknown[]
  requests: ModelRequest[]
  /** How many streams of `runs.events` the server has open. */
  openStreams: () => number
  /** Resolves when it has none. */
  streamsClosed: () => Promise<void>
  /** Starts a workflow that is given whole, and returns the run's id. */
  start: (steps: Partial<StepSettings & { id: string }>[], input?: string) => Promise<string>
}

let lastId = 0

export function createApiBench(options: ApiBenchOptions = {}): ApiBench {
  const clock = createFakeClock()
  const dataFolder = temporaryFolder()
  const newId = () => `id-${String(++lastId).padStart(8, '0')}`
  const store = openStore({ dataFolder, now: clock.now, newId })
  const { credentials } = options
  const keys =
    credentials === undefined
      ? createSessionKeys()
      : createKeychain({
          records: {
            find: (name) => store.connections.keyRecord(name),
            write: (name, record) => store.connections.writeKeyRecord(name, record),
          },
          open: () => Promise.resolve(credentials),
          newId,
        })
  const connections = createConnections({
    stored: () => store.connections.list(),
    environment: {},
    defaultName: () => {
      const name = store.settings.get().values['defaultConnection']
      return typeof name === 'string' ? name : undefined
    },
    keys,
  })
  const scripted = createScriptedModel(
    options.answer ?? (({ messages }) => `Answer to ${messages[0]?.content}`),
  )
  const limits = createRequestLimits((name) => connections.find(name))
  const ports: EnginePorts = {
    store: store.runStore,
    models: options.model ?? scripted,
    connections,
    // A dollar for a million tokens, in or out; `mystery` has no known price.
    prices: {
      cost: (_kind, name, { inputTokens, outputTokens }) =>
        name === 'mystery' ? null : (inputTokens + outputTokens) / 1_000_000,
    },
    tokens: { count: (text) => Math.ceil(text.length / 4) },
    clock,
    limits,
    random: () => 0.5,
    newId,
  }
  let network: ReturnType<typeof createDispatcher> | undefined
  const catalog = createModelCatalog({
    connections: () => connections.list(),
    keys,
    dispatcher: () => Promise.resolve((network ??= createDispatcher({}))),
    memory: createModelListFile(join(dataFolder, 'models.json')),
    clock,
    localAddresses: options.localAddresses ?? [],
  })
  const runs = createRunService(ports)
  const trials = createTrials(ports, {
    recordSpend: (spend, record) => store.usage.recordTrial(spend, record),
    keep: (key, trial) => store.stepTrials.keep(key, trial),
  })
  const streams = watchStreams(runs)
  const core: Core = {
    version: '0.0.0-test',
    dataFolder,
    store,
    runs: { ...runs, events: (runId, signal) => streams.events(runId, signal) },
    trials,
    ports,
    connections,
    keys,
    catalog,
    limits,
    modelFacts: () => undefined,
    async close() {
      await Promise.all([runs.close(), trials.close()])
      await network?.close()
      store.close()
    },
  }
  const logged: unknown[] = []
  const api = createApi(core, { origin: options.origin ?? 'local', log: (error) => void logged.push(error) })
  const client: ApiClient = createRouterClient(api.router, { context: api.context })
  onTestFinished(async () => {
    await streams.closed()
    await core.close()
    for (const defect of logged) refuseKeys(everythingOf(defect), 'the log')
  })
  return {
    api,
    core,
    clock,
    client,
    logged,
    requests: scripted.requests,
    openStreams: streams.open,
    streamsClosed: streams.closed,
    async start(steps, input) {
      const workflow = { name: 'Test', steps: steps.map((step, index) => aStep(index, step)) }
      const { runId } = await client.workflows.start({
        source: { kind: 'inline', workflow },
        ...(input !== undefined && { input }),
      })
      return runId
    },
  }
}

export function aStep(index: number, settings: Partial<StepSettings & { id: string }> = {}) {
  return {
    id: `s${index + 1}`,
    label: `S${index + 1}`,
    stepType: 'generate' as const,
    prompt: 'go',
    ...settings,
  }
}

/** A step as a template holds it. */
export function withoutId<S extends { id: string }>(step: S): Omit<S, 'id'> {
  const { id: _, ...settings } = step
  return settings
}

/** Counts the generators that are open. */
function watchStreams(runs: Core['runs']) {
  let open = 0
  let waiting: (() => void)[] = []
  return {
    open: () => open,
    closed: () => (open === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
    events: async function* (runId: string, signal: AbortSignal): AsyncGenerator<RunMessage[], void, void> {
      open += 1
      try {
        yield* runs.events(runId, signal)
      } finally {
        open -= 1
        if (open === 0) {
          for (const wake of waiting) wake()
          waiting = []
        }
      }
    },
  }
}
