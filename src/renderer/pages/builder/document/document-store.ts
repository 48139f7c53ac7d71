import { temporal, type TemporalState } from 'zundo'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { editDocument, type EditedDocument } from './edited-document'
import type { EditedWorkflow } from './edited-workflow'

export interface DocumentStore {
  store: StoreApi<EditedDocument>
  /** What can be undone and redone, oldest first. */
  history: StoreApi<TemporalState<EditedDocument>>
  /**
   * One step of undo; edits of the same group that follow each other within a second are one.
   * An edit that gives back the same workflow is none.
   */
  edit: (edit: (workflow: EditedWorkflow) => EditedWorkflow, group?: string) => void
  /** References mean from now on what they say. */
  agree: () => void
  undo: () => void
  redo: () => void
  /** Another document, without a past. */
  replace: (document: EditedDocument) => void
}

const GROUP_MS = 1_000
const MOST_UNDO = 500

/** The workflow being edited, with its past and its future. */
export function createDocumentStore(initial: EditedDocument, now: () => number = Date.now): DocumentStore {
  const store = createStore<EditedDocument>()(
    temporal(() => initial, {
      limit: MOST_UNDO,
      equality: (one, other) => one.workflow === other.workflow && one.agreed === other.agreed,
    }),
  )
  const history = store.temporal
  let last: { group: string; at: number } | null = null

  const edit: DocumentStore['edit'] = (change, group) => {
    const before = store.getState()
    const after = editDocument(before, change)
    if (after.workflow === before.workflow) return
    const at = now()
    const joins = group !== undefined && last?.group === group && at - last.at < GROUP_MS
    last = group === undefined ? null : { group, at }
    // While it is paused the state before the group stays the newest of the past.
    if (joins) history.getState().pause()
    store.setState(after)
    history.getState().resume()
  }
  const travel = (direction: 'undo' | 'redo') => () => {
    last = null
    history.getState()[direction]()
  }

  return {
    store,
    history,
    edit,
    agree: () => {
      last = null
      store.setState({ agreed: null })
    },
    undo: travel('undo'),
    redo: travel('redo'),
    replace: (document) => {
      last = null
      store.setState(document)
      history.getState().clear()
    },
  }
}
