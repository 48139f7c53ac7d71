import type {
  AppInfo,
  Backup,
  ConnectionTest,
  ConnectionView,
  Draft,
  LocalServer,
  ModelInfo,
  Settings,
  StepDraft,
  UsageSummary,
} from '@shared/contract'
import { builtInTemplates } from '@shared/model/built-in-templates'
import { reduceRun } from '@shared/model/reduce-run'
import type { Run } from '@shared/model/run'
import type { RunEvent, RunMessage } from '@shared/model/run-event'
import type { KeptTrial, TrialValues } from '@shared/model/step-trial'
import type { Workflow, WorkflowSettings } from '@shared/model/workflow'

export interface StoredTemplate {
  id: string
  source: 'built-in' | 'own'
  updatedAt: number
  workflow: WorkflowSettings
}

type Distribute<T> = T extends RunEvent ? Omit<T, 'runId' | 'seq' | 'at' | 'stepLabel'> : never
/** An event without what the core fills in. */
export type PlainEvent = Distribute<RunEvent>

const DEMO_CONNECTION: ConnectionView = {
  name: 'demo',
  kind: 'demo',
  source: 'built-in',
  key: { needed: false, set: false, storedIn: null },
  isDefault: true,
  updatedAt: 0,
}

/**
 * What the core keeps, in memory, for tests. It stores and tells; it runs nothing by
 * itself: a test says what happens by `emit`.
 */
export interface MemoryCore {
  workflows: Map<string, Workflow>
  deletedWorkflows: Map<string, Workflow>
  runs: Map<string, Run>
  deletedRuns: Map<string, Run>
  templates: StoredTemplate[]
  drafts: Map<string, Draft>
  /** What is being written on the steps of runs, by the run's id. */
  stepDrafts: Map<string, StepDraft[]>
  /** What was typed for a step to be tried on, by the step's id. */
  trialValues: Map<string, TrialValues>
  /** What a step answered when it was tried, by its id. */
  keptTrials: Map<string, KeptTrial>
  settings: Settings
  usage: UsageSummary
  connections: ConnectionView[]
  /** Servers on this computer that answer and are no connection yet. */
  foundServers: LocalServer[]
  /** How the test of a connection goes. */
  connectionTest: (name: string) => ConnectionTest | Promise<ConnectionTest>
  offeredModels: (name: string) => ModelInfo[]
  keychain: NonNullable<AppInfo['keychain']>
  backups: Backup[]
  corruptDatabaseMovedTo: string | null
  /** USD that each model step is estimated at; 0 makes the connection the demo one. */
  stepCost: number | null
  /** Called when a run was started or resumed. */
  onRun: (runId: string) => void
  now: () => number
  newId: () => string
  /** Something happened in a run: changes it and tells those who follow it. */
  emit: (runId: string, ...events: PlainEvent[]) => void
  /** Puts a changed run in place, as an edit or a rebase does. */
  put: (run: Run) => void
  follow: (runId: string, signal: AbortSignal | undefined) => AsyncGenerator<RunMessage[]>
  /** Resolves when anything changes in `runs`, or the signal aborts. */
  runsChanged: (signal: AbortSignal | undefined) => Promise<void>
}

/** Says when anything was put in or taken out. */
class WatchedMap<Value> extends Map<string, Value> {
  changed = Promise.withResolvers<void>()

  override set(id: string, value: Value): this {
    super.set(id, value)
    this.tell()
    return this
  }

  override delete(id: string): boolean {
    const deleted = super.delete(id)
    this.tell()
    return deleted
  }

  private tell(): void {
    this.changed.resolve()
    this.changed = Promise.withResolvers()
  }
}

export function createMemoryCore(now: () => number = Date.now): MemoryCore {
  const runs = new WatchedMap<Run>()
  const listeners = new Map<string, Set<(messages: RunMessage[]) => void>>()
  let lastId = 0
  const tell = (runId: string, messages: RunMessage[]): void => {
    for (const listener of listeners.get(runId) ?? []) listener(messages)
  }
  const core: MemoryCore = {
    workflows: new Map(),
    deletedWorkflows: new Map(),
    runs,
    deletedRuns: new Map(),
    templates: builtInTemplates().map(({ slug, template }) => ({
      id: slug,
      source: 'built-in',
      updatedAt: 0,
      workflow: template,
    })),
    drafts: new Map(),
    stepDrafts: new Map(),
    trialValues: new Map(),
    keptTrials: new Map(),
    settings: {
      theme: 'system',
      sidebarCollapsed: false,
      defaultConnection: null,
      defaultConcurrency: 4,
      defaultBudgetUsd: null,
      defaultReuse: false,
      notifications: false,
      gateHint: 'done',
      editHint: 'done',
      updatedAt: 0,
    },
    usage: { total: emptyFigures(), days: [], models: [], workflows: [] },
    connections: [DEMO_CONNECTION],
    foundServers: [],
    connectionTest: () => ({ ok: true, latencyMs: 3, modelCount: 1, error: null }),
    offeredModels: () => [{ id: 'demo-writer', contextTokens: null, price: null }],
    keychain: { available: true, problem: null },
    backups: [],
    corruptDatabaseMovedTo: null,
    stepCost: 0,
    onRun: () => {},
    now,
    newId: () => `id-${++lastId}`,
    emit: (runId, ...events) => {
      const messages = events.map((event): RunEvent => {
        const run = existing(core.runs, runId)
        const step = run.steps.find((candidate) => candidate.id === event.stepId)
        const whole = {
          ...event,
          runId,
          seq: run.seq + 1,
          at: core.now(),
          ...(step !== undefined && { stepLabel: step.label }),
        } as RunEvent
        core.runs.set(runId, reduceRun(run, whole))
        return whole
      })
      tell(runId, messages)
    },
    put: (run) => {
      core.runs.set(run.id, run)
      tell(run.id, [{ type: 'state', seq: run.seq, run }])
    },
    follow: async function* (runId, signal) {
      const queue: RunMessage[][] = []
      let wake = (): void => {}
      const listener = (messages: RunMessage[]): void => {
        queue.push(messages)
        wake()
      }
      const group = listeners.get(runId) ?? new Set()
      listeners.set(runId, group.add(listener))
      const onAbort = (): void => wake()
      signal?.addEventListener('abort', onAbort)
      try {
        const run = existing(core.runs, runId)
        yield [{ type: 'state', seq: run.seq, run }]
        // oxlint-disable-next-line eslint/no-unmodified-loop-condition -- it aborts by itself
        while (signal?.aborted !== true) {
          const messages = queue.shift()
          if (messages !== undefined) yield messages
          else {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
        }
      } finally {
        group.delete(listener)
        signal?.removeEventListener('abort', onAbort)
      }
    },
    runsChanged: (signal) => {
      const aborted = new Promise<void>((resolve) => {
        signal?.addEventListener('abort', () => resolve(), { once: true })
      })
      return Promise.race([runs.changed.promise, aborted])
    },
  }
  return core
}

export function emptyFigures(): UsageSummary['total'] {
  return {
    requests: 0,
    costUsd: null,
    unpriced: 0,
    inputTokens: 0,
    outputTokens: 0,
    cachedInputTokens: 0,
    estimated: false,
  }
}

function existing<T>(map: Map<string, T>, id: string): T {
  const value = map.get(id)
  if (value === undefined) throw new Error(`There is no ${id} in memory.`)
  return value
}
