import type { WorkflowBody } from '@shared/contract'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** A workflow that is to become a template: a stored one, or as it stands in the builder. */
export type TemplateSource = { name: string; description: string } & (
  | { workflowId: string; workflow?: undefined }
  | { workflowId?: undefined; workflow: WorkflowBody }
)

export interface TemplateState {
  /** Grows with each change of the user's templates, wherever it was made. */
  version: number
  /** What the sheet that saves a template asks about; null: it is closed. */
  saving: TemplateSource | null
}

export interface TemplateStore {
  store: StoreApi<TemplateState>
  /** Lists of templates ask again. */
  changed: () => void
  askToSave: (source: TemplateSource) => void
  closeSave: () => void
}

/** What pages tell each other about templates. The templates themselves are asked for where they are shown. */
export function createTemplateStore(): TemplateStore {
  const store = createStore<TemplateState>(() => ({ version: 0, saving: null }))
  return {
    store,
    changed: () => store.setState(({ version }) => ({ version: version + 1 })),
    askToSave: (saving) => store.setState({ saving }),
    closeSave: () => store.setState({ saving: null }),
  }
}
