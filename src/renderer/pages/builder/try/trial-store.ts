import type { ApiClient, ApiInputs } from '@shared/contract'
import type { Step } from '@shared/model/step'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { beginTrial, leaveTrial, tellTrial, type Trial, type TypedValues } from './trial'
import type { TrialMemory } from './trial-memory'

export interface TrialState {
  /** The newest trial of each step. */
  trials: Readonly<Record<string, Trial>>
  typed: Readonly<Record<string, TypedValues>>
}

export type TrialRequest = ApiInputs['workflows']['steps']['try']

/** The trials of one builder. They go on while other things are looked at. */
export interface TrialStore {
  store: StoreApi<TrialState>
  type: (stepId: string, typed: TypedValues) => void
  start: (step: Step, request: TrialRequest) => Promise<void>
  /** Ends a trial that is under way; its answer says what had arrived, and what that cost. */
  stop: (stepId: string) => Promise<void>
  /** Forgets a trial; call the answer to have it back. */
  dismiss: (stepId: string) => () => void
  /** Keeps what has arrived of those that are under way, because the page may be about to go. */
  keep: () => void
  /** Leaves all that are under way, which ends them; what had arrived is kept. */
  close: () => void
}

interface TrialStoreNeeds {
  client: ApiClient
  memory: TrialMemory
  /** Of the steps whose trials are looked up in the memory. */
  stepIds: readonly string[]
  newId: () => string
  now: () => number
}

/** A trial under way. */
interface Request {
  trialId: string
  controller: AbortController
}

export function createTrialStore({ client, memory, stepIds, newId, now }: TrialStoreNeeds): TrialStore {
  const kept = Object.entries(memory.read(stepIds))
  const store = createStore<TrialState>(() => ({
    trials: Object.fromEntries(kept.map(([stepId, { trial }]) => [stepId, trial])),
    typed: Object.fromEntries(
      kept.flatMap(([stepId, { typed }]) => (typed === undefined ? [] : [[stepId, typed]])),
    ),
  }))
  const requests = new Map<string, Request>()

  const show = (stepId: string, trial: Trial): void =>
    store.setState(({ trials }) => ({ trials: { ...trials, [stepId]: trial } }))
  const remember = (stepId: string, trial: Trial): void =>
    memory.keep(stepId, { trial, typed: store.getState().typed[stepId] })
  const leave = (stepId: string): void => {
    requests.get(stepId)?.controller.abort()
    requests.delete(stepId)
  }
  /** The step's trial, if it is under way. */
  const running = (stepId: string) => {
    const trial = store.getState().trials[stepId]
    return trial?.phase === 'running' ? trial : null
  }
  const settle = (stepId: string, trial: Trial): void => {
    requests.delete(stepId)
    show(stepId, trial)
    remember(stepId, trial)
  }

  async function follow(stepId: string, request: TrialRequest, { trialId, controller }: Request) {
    const { signal } = controller
    const messages = await client.workflows.steps.tryLive({ trialId, ...request }, { signal })
    for await (const batch of messages) {
      const trial = running(stepId)
      if (signal.aborted || trial === null) return
      const next = tellTrial(trial, batch)
      if (next.phase === 'running') show(stepId, next)
      else settle(stepId, next)
    }
  }

  return {
    store,
    type: (stepId, typed) => store.setState((state) => ({ typed: { ...state.typed, [stepId]: typed } })),
    start: async (step, request) => {
      leave(step.id)
      const begun: Request = { trialId: newId(), controller: new AbortController() }
      requests.set(step.id, begun)
      show(step.id, beginTrial(step, now()))
      try {
        await follow(step.id, request, begun)
      } catch (error) {
        const trial = running(step.id)
        if (begun.controller.signal.aborted || trial === null) return
        settle(step.id, { ...leaveTrial(trial), phase: 'failed', error })
      }
    },
    stop: async (stepId) => {
      const request = requests.get(stepId)
      const trial = running(stepId)
      if (request === undefined || trial === null) return
      show(stepId, { ...trial, stopping: true })
      // Where the core can't be asked, the trial's own end comes soon and says why.
      const { stopped } = await client.workflows.steps
        .stopTrial({ trialId: request.trialId })
        .catch(() => ({ stopped: true }))
      const now = running(stepId)
      // It had not begun over there: to leave it keeps it from beginning.
      if (stopped || now === null || requests.get(stepId) !== request) return
      leave(stepId)
      settle(stepId, leaveTrial(now))
    },
    dismiss: (stepId) => {
      const before = store.getState().trials[stepId]
      leave(stepId)
      memory.forget(stepId)
      store.setState(({ trials: { [stepId]: _gone, ...trials } }) => ({ trials }))
      return () => {
        if (before !== undefined && store.getState().trials[stepId] === undefined) settle(stepId, before)
      }
    },
    keep: () => {
      for (const stepId of requests.keys()) {
        const trial = running(stepId)
        if (trial !== null) remember(stepId, trial)
      }
    },
    close: () => {
      for (const stepId of requests.keys()) {
        const trial = running(stepId)
        leave(stepId)
        if (trial !== null) settle(stepId, leaveTrial(trial))
      }
    },
  }
}
