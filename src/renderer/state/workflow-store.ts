import { createStore, type StoreApi } from 'zustand/vanilla'

export interface WorkflowStore {
  /** `version` grows with each change of the user's workflows that was made outside of the page that lists them. */
  store: StoreApi<{ version: number }>
  /** Lists of workflows ask again. */
  changed: () => void
}

/** What pages tell each other about workflows. The workflows themselves are asked for where they are shown. */
export function createWorkflowStore(): WorkflowStore {
  const store = createStore(() => ({ version: 0 }))
  return {
    store,
    changed: () => store.setState(({ version }) => ({ version: version + 1 })),
  }
}
