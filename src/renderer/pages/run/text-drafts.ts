import { ORPCError } from '@orpc/client'
import type { ApiClient, StepDraft } from '@shared/contract'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createValueKeeper } from '../../state/value-keeper'

/** A text as the user is writing it, and the revision of the step that they began with. */
export type TextDraft = Omit<StepDraft, 'stepId'>

export interface TextDraftsState {
  /** What is kept has been read, or can't be. */
  looked: boolean
  /** By step. */
  drafts: Readonly<Record<string, TextDraft>>
  /** Why what is typed can't be kept at the moment. */
  error: unknown
}

/** The texts that are being written on one run's steps. They are kept by the core until they are saved or left. */
export interface TextDrafts {
  store: StoreApi<TextDraftsState>
  /** Asks what is kept. What was begun here meanwhile stays. */
  look: () => Promise<void>
  /** @param draft null: saved, or left */
  put: (stepId: string, draft: TextDraft | null) => void
  /** Keeps now what was typed. */
  flush: () => Promise<void>
  /** Why something could not be kept has been read. */
  dismissError: () => void
}

export function createTextDrafts(client: ApiClient, runId: string): TextDrafts {
  const { steps } = client.runs
  const store = createStore<TextDraftsState>(() => ({ looked: false, drafts: {}, error: null }))
  const keeper = createValueKeeper(
    (stepId) => steps.saveDraft({ runId, stepId, draft: store.getState().drafts[stepId] ?? null }),
    // That the connection is lost is said elsewhere; it is tried again when it is back.
    (error) => store.setState({ error: error instanceof ORPCError ? error : null }),
  )
  const touched = new Set<string>()

  return {
    store,
    look: async () => {
      const kept = await steps.drafts({ runId }).catch(() => null)
      const untouched = kept?.drafts.filter(({ stepId }) => !touched.has(stepId)) ?? []
      store.setState(({ drafts }) => ({
        looked: true,
        drafts: {
          ...drafts,
          ...Object.fromEntries(untouched.map(({ stepId, ...draft }) => [stepId, draft])),
        },
      }))
    },
    put: (stepId, draft) => {
      touched.add(stepId)
      store.setState(({ drafts: { [stepId]: _former, ...others } }) => ({
        drafts: draft === null ? others : { ...others, [stepId]: draft },
      }))
      keeper.changed(stepId)
      if (draft === null) void keeper.flush()
    },
    flush: keeper.flush,
    dismissError: () => store.setState({ error: null }),
  }
}
