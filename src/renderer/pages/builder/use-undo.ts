import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import type { BuilderScope } from './builder-context'

export interface Undo {
  canUndo: boolean
  canRedo: boolean
  undo: () => void
  redo: () => void
}

/** Undo and redo over every edit; fields have no undo of their own here. */
export function useUndo({ session, view }: BuilderScope): Undo {
  const { toasts } = useAppState()
  const { document } = session
  const canUndo = useStore(document.history, (history) => history.pastStates.length > 0)
  const canRedo = useStore(document.history, (history) => history.futureStates.length > 0)
  const travel = (direction: () => void) => () => {
    view.finishTyping()
    // What a toast offers to undo is not the newest any more.
    toasts.dismiss()
    direction()
  }
  return { canUndo, canRedo, undo: travel(document.undo), redo: travel(document.redo) }
}
