import { onTestFinished } from 'vitest'
import type { RunInput } from '@shared/model/run'
import type { RunEvent } from '@shared/model/run-event'
import type { Step } from '@shared/model/step'
import type { WorkflowSettings } from '@shared/model/workflow'
import type { RunOverrides } from '@main/engine/freeze-run'
import { planRun } from '@main/engine/plan-run'
import type { EnginePorts } from '@main/engine/ports'
import { createRunService, type RunService } from '@main/engine/run-service'
import { openStore, type Store } from '@main/store/open-store'
import type { OwnerIdentity } from '@main/store/owner-identity'
import { createFakeClock, type FakeClock } from './fake-clock'
import { createScriptedModel, type ScriptedAnswer, type ScriptedModel } from './scripted-model'
import { temporaryFolder } from './temporary-folder'
import type { ModelRequest } from '@main/engine/ports'

/** The engine on a real database, with a scripted model and a clock that the test moves. */
export interface EngineBench {
  service: RunService
  store: Store
  clock: FakeClock
  model: ScriptedModel
  ports: EnginePorts
  /** Events of every pass, in order. */
  events: RunEvent[]
  /** Starts a workflow, and returns the run's id. */
  start(
    steps: Partial<Step>[],
    input?: RunInput,
    overrides?: RunOverrides & Partial<WorkflowSettings>,
  ): string
  /** The output of a step by its label. */
  output(runId: string, label: string): string | null
  /** The same database opened again, as another start of the application would, or as another process. */
  reopen(owner?: OwnerIdentity): EngineBench
}

let lastId = 0

export function createEngineBench(
  answer: (request: ModelRequest, number: number) => ScriptedAnswer | string,
  dataFolder = temporaryFolder(),
  {
    clock = createFakeClock(),
    owner,
    limits = { isLimited: () => false, acquire: () => Promise.resolve(() => undefined) },
  }: { clock?: FakeClock; owner?: OwnerIdentity; limits?: EnginePorts['limits'] } = {},
): EngineBench {
  const model = createScriptedModel(answer)
  const newId = () => `id-${String(++lastId).padStart(8, '0')}`
  const store = openStore({ dataFolder, now: clock.now, newId, ...(owner && { owner }) })
  const ports: EnginePorts = {
    // A copy, so that a test can put a fault in the place of one of its methods.
    store: { ...store.runStore },
    models: model,
    connections: {
      takesTemperature: () => true,
      enforcesFormat: () => false,
      resolve: (provider = 'scripted', name = 'model-1') => ({
        connection: { name: provider, kind: provider },
        model: name,
      }),
    },
    // A dollar for a million tokens, in or out; `mystery` has no known price.
    prices: {
      cost: (_kind, name, usage) =>
        name === 'mystery' ? null : (usage.inputTokens + usage.outputTokens) / 1_000_000,
    },
    tokens: { count: (text) => Math.ceil(text.length / 4) },
    limits,
    clock,
    random: () => 0.5,
    newId,
  }
  const service = createRunService(ports)
  const events: RunEvent[] = []
  service.watch((event) => void events.push(event))
  onTestFinished(async () => {
    await service.close()
    store.close()
  })
  return {
    service,
    store,
    clock,
    model,
    ports,
    events,
    start(steps, input, { yoloMode, concurrency, budgetUsd, reuse, ...settings } = {}) {
      const workflow = {
        name: 'Test',
        ...settings,
        steps: steps.map((step, index): Step => ({
          id: step.id ?? `s${index + 1}`,
          label: step.label ?? `S${index + 1}`,
          stepType: 'generate',
          prompt: 'go',
          ...step,
        })),
      }
      const overrides = { yoloMode, concurrency, budgetUsd, reuse }
      const { run } = planRun({ workflow, workflowId: null, sourcePath: null }, input, overrides, ports)
      service.start(run)
      return run.id
    },
    output: (runId, label) => service.get(runId).steps.find((step) => step.label === label)?.output ?? null,
    reopen: (another) => createEngineBench(answer, dataFolder, { clock, ...(another && { owner: another }) }),
  }
}
