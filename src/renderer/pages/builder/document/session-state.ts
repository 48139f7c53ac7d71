import type { Workflow } from '@shared/model/workflow'
import type { StoreApi } from 'zustand/vanilla'
import type { DocumentStore } from './document-store'
import type { EditedWorkflow } from './edited-workflow'

/** `NEW_WORKFLOW_ID` of the contract, whose values don't belong in this bundle. */
export const NEW = 'new'

export interface SessionState {
  /** Under which drafts are kept: `NEW` until it is stored. */
  workflowId: string
  /** Under which it is stored first; chosen once, so that saving again after a lost answer stores no second one. */
  newId: string
  /** As it was when this page last read or wrote it; null: never saved. */
  stored: Workflow | null
  /** The edited workflow that is stored. Another one in the document: unsaved changes. */
  saved: EditedWorkflow
  conflict: Conflict | null
  /** Why unsaved changes can't be kept at the moment. */
  draftError: unknown
}

/** What somebody else did meanwhile: saved it, kept another draft while there are unsaved changes here, deleted it. */
export type Conflict =
  | { kind: 'workflow'; theirs: Workflow }
  | { kind: 'draft' }
  /** `updatedAt` is what bringing it back is based on; null: that can't be done any more. */
  | { kind: 'deleted'; updatedAt: number | null }

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
  /** Undoes that it was deleted, and goes on with it. */
  bringBack: () => Promise<void>
  keepMine: () => Promise<void>
  takeTheirs: () => Promise<void>
  /** Stores what is here as another workflow, leaves the stored one as it is, and goes back to that. */
  saveAsCopy: () => Promise<{ id: string; name: string }>
  /** Keeps a draft now. */
  flush: () => Promise<void>
  /** Begins to keep drafts; call the answer to stop. */
  watch: () => () => void
}
