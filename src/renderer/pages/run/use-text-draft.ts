import { useStore } from 'zustand'
import type { TextDraft, TextDrafts } from './text-drafts'

interface TextDraftState {
  /** Null while nothing is being written. */
  draft: TextDraft | null
  begin: (kind: TextDraft['kind'], text: string, revision: number) => void
  change: (text: string) => void
  /** It was saved, or left. */
  end: () => void
  /** Why it can't be kept at the moment. */
  keeping: { error: unknown; clear: () => void }
}

/** The text that is being written on one step. */
export function useTextDraft({ store, put, dismissError }: TextDrafts, stepId: string): TextDraftState {
  const draft = useStore(store, ({ drafts }) => drafts[stepId] ?? null)
  const error = useStore(store, (state) => state.error)
  return {
    draft,
    keeping: { error, clear: dismissError },
    begin: (kind, text, revision) => put(stepId, { kind, text, revision }),
    change: (text) => {
      if (draft !== null) put(stepId, { ...draft, text })
    },
    end: () => put(stepId, null),
  }
}
