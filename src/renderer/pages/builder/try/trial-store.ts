import type { ApiClient, ApiInputs, StepTrial } from '@shared/contract'
import type { Step } from '@shared/model/step'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** One step tried once; the newest try of each step is kept until it is dismissed. */
export type Trial = { step: Step; startedAt: number } & (
  | { phase: 'running' }
  | { phase: 'answered'; answer: StepTrial }
  /** It was not sent, or nobody knows how it ended. */
  | { phase: 'failed'; error: unknown }
)

/** What was typed for a step to be tried on; what is absent comes from the last run. */
export interface TypedValues {
  input?: string
  /** By the id of the step that they stand for. */
  outputs: Readonly<Record<string, string>>
}

export interface TrialState {
  trials: Readonly<Record<string, Trial>>
  typed: Readonly<Record<string, TypedValues>>
}

export type TrialRequest = ApiInputs['workflows']['steps']['try']

/** The tries of one builder. They go on while other things are looked at. */
export interface TrialStore {
  store: StoreApi<TrialState>
  type: (stepId: string, typed: TypedValues) => void
  start: (step: Step, request: TrialRequest) => Promise<void>
  /** Ends a try that is under way, or forgets its answer. */
  dismiss: (stepId: string) => void
  /** Ends all that are under way. */
  close: () => void
}

export function createTrialStore(client: ApiClient, now: () => number = Date.now): TrialStore {
  const store = createStore<TrialState>(() => ({ trials: {}, typed: {} }))
  const requests = new Map<string, AbortController>()
  const show = (stepId: string, trial: Trial): void =>
    store.setState(({ trials }) => ({ trials: { ...trials, [stepId]: trial } }))
  const end = (stepId: string): void => {
    requests.get(stepId)?.abort()
    requests.delete(stepId)
  }
  return {
    store,
    type: (stepId, typed) => store.setState((state) => ({ typed: { ...state.typed, [stepId]: typed } })),
    start: async (step, request) => {
      const controller = new AbortController()
      const { signal } = controller
      end(step.id)
      requests.set(step.id, controller)
      const begun = { step, startedAt: now() }
      show(step.id, { ...begun, phase: 'running' })
      try {
        const answer = await client.workflows.steps.try(request, { signal })
        if (!signal.aborted) show(step.id, { ...begun, phase: 'answered', answer })
      } catch (error) {
        if (!signal.aborted) show(step.id, { ...begun, phase: 'failed', error })
      }
    },
    dismiss: (stepId) => {
      end(stepId)
      store.setState(({ trials: { [stepId]: _gone, ...trials } }) => ({ trials }))
    },
    close: () => {
      for (const stepId of requests.keys()) end(stepId)
    },
  }
}
