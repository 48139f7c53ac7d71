import { createStore, type StoreApi } from 'zustand/vanilla'

/** Where to put the focus: a field of a step, or of the workflow. */
export interface Place {
  stepId: string | null
  /** A property's name, such as `label`, `prompt` or `model`. */
  field: string
  /** Of the text in that field. */
  range?: { from: number; to: number }
}

/** What stands in the way of saving: on top of the page, far above who saves while writing the last prompt. */
export const NOTICES: Place = { stepId: null, field: 'notices' }

export interface BuilderView {
  /** At most one card is open. */
  openStepId: string | null
  /** The step whose neighbours in the data flow are picked out. */
  pointedStepId: string | null
  /** The same for the step that has the keyboard's focus, while nothing is pointed at. */
  focusedStepId: string | null
  /** The step whose card had the focus last. */
  touchedStepId: string | null
  /** Where the focus is wanted; whoever has the field takes it. */
  wanted: Place | null
  draggedStepId: string | null
  triedStepId: string | null
  /** The list of problems is open. */
  problemsOpen: boolean
  /** Waits for the user to say what references are to mean; false: not now. */
  onDecided: ((decided: boolean) => void) | null
}

/** What is open and looked at: no part of the workflow, and nothing to undo. */
export interface ViewStore {
  store: StoreApi<BuilderView>
  toggle: (stepId: string) => void
  goTo: (place: Place) => void
  /** Takes what is wanted, if it is for this step and one of these fields. */
  take: (stepId: string | null, fields: readonly string[]) => Place | null
  set: (change: Partial<BuilderView>) => void
  /** What was typed into a field and is not in the document yet; call the answer when it is, or is given up. */
  hold: (finish: () => void) => () => void
  /** Puts what was typed into the document, before it is saved. */
  finishTyping: () => void
}

export function createViewStore(): ViewStore {
  const store = createStore<BuilderView>(() => ({
    openStepId: null,
    pointedStepId: null,
    focusedStepId: null,
    touchedStepId: null,
    wanted: null,
    draggedStepId: null,
    triedStepId: null,
    problemsOpen: false,
    onDecided: null,
  }))
  const held = new Set<() => void>()
  return {
    store,
    toggle: (stepId) =>
      store.setState(({ openStepId }) => ({ openStepId: openStepId === stepId ? null : stepId })),
    goTo: (place) =>
      store.setState({ wanted: place, ...(place.stepId !== null && { openStepId: place.stepId }) }),
    take: (stepId, fields) => {
      const { wanted } = store.getState()
      if (wanted === null || wanted.stepId !== stepId || !fields.includes(wanted.field)) return null
      store.setState({ wanted: null })
      return wanted
    },
    set: (change) => store.setState(change),
    hold: (finish) => {
      held.add(finish)
      return () => held.delete(finish)
    },
    finishTyping: () => {
      for (const finish of held) finish()
    },
  }
}
