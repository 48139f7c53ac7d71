import type { Workflow } from '@shared/model/workflow'
import type { StoreApi } from 'zustand/vanilla'
import type { DocumentStore } from './document-store'
import type { EditedWorkflow } from './edited-workflow'

export interface SessionState {
  workflowId: string
  /** As it was when this page last read or wrote it; null: never saved. */
  stored: Workflow | null
  /** The edited workflow that is stored. Another one in the document: unsaved changes. */
  saved: EditedWorkflow
  /** Saved, or kept as a draft, by somebody else while there are unsaved changes here. */
  conflict: { kind: 'workflow'; theirs: Workflow } | { kind: 'draft' } | { kind: 'deleted' } | null
  /** Why unsaved changes can't be kept at the moment. */
  draftError: unknown
}

/** One workflow open in the builder: its document, what is stored of it, and the draft between the two. */
export interface BuilderSession {
  document: DocumentStore
  store: StoreApi<SessionState>
  /** Stores the workflow, if anything changed. A conflict is in the state, and nothing is written. */
  save: () => Promise<{ id: string; name: string } | null>
  /** Goes back to what is stored. */
  discard: () => void
  /** Looks whether somebody else changed the workflow. */
  look: () => Promise<void>
  keepMine: () => Promise<void>
  takeTheirs: () => Promise<void>
  /** Stores what is here as another workflow, leaves the stored one as it is, and goes back to that. */
  saveAsCopy: () => Promise<{ id: string; name: string }>
  /** Keeps a draft now. */
  flush: () => Promise<void>
  /** Begins to keep drafts; call the answer to stop. */
  watch: () => () => void
}
