import { temporal, type TemporalState } from 'zundo'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { editDocument, type EditedDocument } from './edited-document'
import type { EditedWorkflow } from './edited-workflow'
import { findDifference } from './find-difference'
import { goOnTyping, type Typing, type TypingWay } from './typing'

export interface DocumentStore {
  store: StoreApi<EditedDocument>
  /** What can be undone and redone, oldest first. */
  history: StoreApi<TemporalState<EditedDocument>>
  /**
   * One step of undo; an edit that gives back the same workflow is none. Letters typed into the same field are one
   * together until there is a pause, and so are letters deleted.
   *
   * @param field where somebody types; absent: no typing
   */
  edit: (edit: (workflow: EditedWorkflow) => EditedWorkflow, field?: string, way?: TypingWay) => void
  /** What is typed next is a step of undo of its own. */
  endTyping: () => void
  /** References mean from now on what they say. */
  agree: () => void
  undo: () => void
  redo: () => void
  /** Another document, without a past. */
  replace: (document: EditedDocument) => void
}

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
  let typing: Typing | null = null
  const endTyping = (): void => {
    typing = null
  }

  /** Whether the edit goes on with what is being typed. */
  const follow = (before: EditedWorkflow, after: EditedWorkflow, field: string, way: TypingWay): boolean => {
    const next = goOnTyping(typing, { field, way, at: now(), texts: findDifference(before, after) })
    typing = next.typing
    return next.goesOn
  }

  const edit: DocumentStore['edit'] = (change, field, way = 'keys') => {
    const before = store.getState()
    const after = editDocument(before, change)
    if (after.workflow === before.workflow) return
    if (field === undefined) endTyping()
    const goesOn = field !== undefined && follow(before.workflow, after.workflow, field, way)
    // While it is paused the state before the typing stays the newest of the past.
    if (goesOn) history.getState().pause()
    store.setState(after)
    history.getState().resume()
  }
  const travel = (direction: 'undo' | 'redo') => () => {
    endTyping()
    history.getState()[direction]()
  }

  return {
    store,
    history,
    edit,
    endTyping,
    agree: () => {
      endTyping()
      store.setState({ agreed: null })
    },
    undo: travel('undo'),
    redo: travel('redo'),
    replace: (document) => {
      endTyping()
      store.setState(document)
      history.getState().clear()
    },
  }
}
