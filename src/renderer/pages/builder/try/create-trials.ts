import type { ApiClient } from '@shared/contract'
import type { BuilderSession } from '../document/session-state'
import { createTrialStore, type TrialStore } from './trial-store'

/** The trials of a builder that was just opened. */
export function createTrials(client: ApiClient, { store }: BuilderSession): TrialStore {
  const trials = createTrialStore({
    client,
    workflowId: () => store.getState().workflowId,
    newId: () => crypto.randomUUID(),
    now: Date.now,
  })
  store.subscribe((state, before) => {
    if (state.workflowId !== before.workflowId) trials.move()
  })
  return trials
}
