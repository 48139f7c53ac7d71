import type { ApiClient, ApiInputs } from '@shared/contract'
import type { Step } from '@shared/model/step'
import type { LastTrial, TrialValues } from '@shared/model/step-trial'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { beginTrial, failTrial, keptTrial, tellTrial, unsentTrial, type Trial } from './trial'
import { createValueKeeper } from '../../../state/value-keeper'

export interface TrialState {
  /** The newest trial of each step that is known here. */
  trials: Readonly<Record<string, Trial>>
  typed: Readonly<Record<string, TrialValues>>
  /** Why what was typed can't be kept at the moment. */
  valuesError: unknown
}

export type TrialRequest = ApiInputs['workflows']['steps']['try']

/** The trials of one builder. They go on while other things are looked at; what they answer is kept by the core. */
export interface TrialStore {
  store: StoreApi<TrialState>
  /** Asks what is kept of a step. What was begun or typed here meanwhile stays. */
  look: (stepId: string) => Promise<void>
  type: (stepId: string, typed: TrialValues) => void
  start: (step: Step, request: TrialRequest) => Promise<void>
  /** Ends a trial that is under way; its answer says what had arrived, and what that cost. */
  stop: (stepId: string) => Promise<void>
  /** Puts a trial away; call the answer to have it back. */
  dismiss: (stepId: string) => () => void
  /** Keeps what was typed now. */
  flush: () => Promise<void>
  /** What was typed belongs to another workflow from now on: the one that was saved for the first time. */
  move: () => void
  /** Keeps what was typed, and leaves all trials that are under way, which ends them. */
  close: () => void
}

interface TrialStoreNeeds {
  client: ApiClient
  /** The workflow's, as it is by then. */
  workflowId: () => string
  newId: () => string
  now: () => number
}

/** A trial under way. */
interface Request {
  trialId: string
  controller: AbortController
}

export function createTrialStore({ client, workflowId, newId, now }: TrialStoreNeeds): TrialStore {
  const { steps } = client.workflows
  const store = createStore<TrialState>(() => ({ trials: {}, typed: {}, valuesError: null }))
  const requests = new Map<string, Request>()
  const dismissed = new Set<string>()
  const keeper = createValueKeeper(
    (stepId) => {
      const values = store.getState().typed[stepId] ?? null
      return steps.saveTrialValues({ workflowId: workflowId(), stepId, values })
    },
    (valuesError) => store.setState({ valuesError }),
  )

  const show = (stepId: string, trial: Trial): void =>
    store.setState(({ trials }) => ({ trials: { ...trials, [stepId]: trial } }))
  const setTyped = (stepId: string, values: TrialValues): void =>
    store.setState(({ typed }) => ({ typed: { ...typed, [stepId]: values } }))
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
  }

  async function follow(stepId: string, request: TrialRequest, { trialId, controller }: Request) {
    const { signal } = controller
    const messages = await steps.tryLive({ trialId, ...request }, { signal })
    for await (const batch of messages) {
      const trial = running(stepId)
      if (signal.aborted || trial === null) return
      const next = tellTrial(trial, batch)
      if (next.phase === 'running') show(stepId, next)
      else settle(stepId, next)
    }
  }

  async function look(stepId: string): Promise<void> {
    const before = store.getState().typed[stepId]
    const { values, trial }: LastTrial = await steps.lastTrial({ workflowId: workflowId(), stepId })
    const { trials, typed } = store.getState()
    if (trial !== null && !dismissed.has(trial.trialId)) {
      const kept = keptTrial(trial)
      if (isNewer(kept, trials[stepId])) show(stepId, kept)
    }
    if (values === null) return
    const current = typed[stepId]
    if (current === before && !keeper.isUnsaved(stepId)) setTyped(stepId, values)
    else if (before === undefined && current !== undefined) {
      setTyped(stepId, { ...values, ...current, outputs: { ...values.outputs, ...current.outputs } })
      keeper.changed(stepId)
    }
  }

  return {
    store,
    look,
    type: (stepId, typed) => {
      setTyped(stepId, typed)
      keeper.changed(stepId)
    },
    start: async (step, request) => {
      leave(step.id)
      void keeper.flush()
      const begun: Request = { trialId: newId(), controller: new AbortController() }
      requests.set(step.id, begun)
      show(step.id, beginTrial(begun.trialId, step, now()))
      try {
        await follow(step.id, request, begun)
      } catch (error) {
        const trial = running(step.id)
        if (begun.controller.signal.aborted || trial === null) return
        settle(step.id, failTrial(trial, error))
      }
    },
    stop: async (stepId) => {
      const request = requests.get(stepId)
      const trial = running(stepId)
      if (request === undefined || trial === null) return
      show(stepId, { ...trial, stopping: true })
      // Where the core can't be asked, the trial's own end comes soon and says why.
      const { stopped } = await steps.stopTrial({ trialId: request.trialId }).catch(() => ({ stopped: true }))
      const now = running(stepId)
      // It had not begun over there: to leave it keeps it from beginning.
      if (stopped || now === null || requests.get(stepId) !== request) return
      leave(stepId)
      settle(stepId, unsentTrial(now))
      // Or it had just ended over there, and its answer is kept.
      await look(stepId).catch(() => undefined)
    },
    dismiss: (stepId) => {
      const before = store.getState().trials[stepId]
      leave(stepId)
      store.setState(({ trials: { [stepId]: _gone, ...trials } }) => ({ trials }))
      if (before === undefined) return () => undefined
      const { trialId } = before
      const tell = (undo: boolean): void => {
        // A core that can't be asked shows it again the next time, which does no harm.
        steps.dismissTrial({ workflowId: workflowId(), stepId, trialId, undo }).catch(() => undefined)
      }
      dismissed.add(trialId)
      tell(false)
      return () => {
        dismissed.delete(trialId)
        tell(true)
        if (store.getState().trials[stepId] === undefined) show(stepId, before)
      }
    },
    flush: keeper.flush,
    move: () => {
      for (const stepId of Object.keys(store.getState().typed)) keeper.changed(stepId)
    },
    close: () => {
      void keeper.flush()
      for (const stepId of requests.keys()) leave(stepId)
    },
  }
}

/** Whether what is kept says more than what is shown: of the same trial, how it ended; or of a later one. */
function isNewer(kept: Trial, shown: Trial | undefined): boolean {
  if (shown === undefined) return true
  if (shown.phase === 'running') return false
  if (kept.trialId !== shown.trialId) return kept.startedAt > shown.startedAt
  return shown.phase === 'failed' || kept.text !== shown.text
}
