import type { ApiClient } from '@shared/contract'
import type { BuilderSession } from '../document/session-state'
import { createTrialMemory } from './trial-memory'
import { createTrialStore, type TrialStore } from './trial-store'

/** The trials of a builder that was just opened, with those that this tab or window still knows. */
export function createTrials(client: ApiClient, { document }: BuilderSession): TrialStore {
  return createTrialStore({
    client,
    memory: createTrialMemory(() => sessionStorage),
    stepIds: document.store.getState().workflow.steps.map(({ id }) => id),
    newId: () => crypto.randomUUID(),
    now: Date.now,
  })
}
