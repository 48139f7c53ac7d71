import type { StepRun } from '@shared/model/run'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import type { TextDraft, TextDrafts } from './text-drafts'

interface TextDraftState {
  /** Null while nothing is being written. */
  draft: TextDraft | null
  begin: (kind: TextDraft['kind'], text: string, revision: number) => void
  change: (text: string) => void
  /** It was saved, or sent. */
  end: () => void
  /** It is not wanted; what was typed can be had back by the toast. */
  leave: () => void
  /** Why it can't be kept at the moment. */
  keeping: { error: unknown; clear: () => void }
}

/** The text that is being written on one step. */
export function useTextDraft({ store, put, dismissError }: TextDrafts, step: StepRun): TextDraftState {
  const { toasts } = useAppState()
  const stepId = step.id
  const replace = (next: TextDraft | null): void => {
    const left = store.getState().drafts[stepId]
    put(stepId, next)
    if (left === undefined || !isTyped(left, step)) return
    const what = left.kind === 'comment' ? 'comment on' : 'edit of'
    toasts.show({ message: `Dropped your ${what} “${step.label}”`, undo: () => replace(left) })
  }
  const draft = useStore(store, ({ drafts }) => drafts[stepId] ?? null)
  const error = useStore(store, (state) => state.error)
  const { revision } = step
  // Another window that has saved its own text has dropped what is kept, which was this one's as well.
  useEffect(() => {
    const written = store.getState().drafts[stepId]
    if (written !== undefined && written.revision !== revision) put(stepId, written)
  }, [store, put, stepId, revision])
  return {
    draft,
    keeping: { error, clear: dismissError },
    begin: (kind, text, revision) => put(stepId, { kind, text, revision }),
    change: (text) => {
      if (draft !== null) put(stepId, { ...draft, text })
    },
    end: () => put(stepId, null),
    leave: () => replace(null),
  }
}

function isTyped({ kind, text }: TextDraft, step: StepRun): boolean {
  return kind === 'comment' ? text.trim() !== '' : text !== step.output
}
