import type { JsonValue } from '@shared/model/json'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the user wants to run. `run`: what an earlier run ran; its workflow as it is now, if it is still there. */
export type RunSubject =
  | { kind: 'workflow'; workflowId: string }
  | { kind: 'template'; templateId: string }
  | { kind: 'run'; runId: string; workflowId: string | null }

export interface RunRequest {
  subject: RunSubject
  name: string
  /** Fills the form; absent: what the earlier run was given does. */
  input?: JsonValue
  /** Fills the form with the workflow's example. */
  withExample?: boolean
}

/** What stands in the form: one text, which may have to be JSON, or a text for each field. */
export type InputDraft =
  | { kind: 'text' | 'json'; text: string }
  | { kind: 'fields'; texts: Record<string, string> }

export interface RunSheetStore {
  store: StoreApi<{ request: RunRequest | null }>
  /** What was typed for runs that were not started, by what was asked for. */
  typed: Map<string, InputDraft>
  ask: (request: RunRequest) => void
  close: () => void
}

/** Whether the run-input sheet is open, and for what. Every page can open it; there is one. */
export function createRunSheetStore(): RunSheetStore {
  const store = createStore<{ request: RunRequest | null }>(() => ({ request: null }))
  return {
    store,
    typed: new Map(),
    ask: (request) => store.setState({ request }),
    close: () => store.setState({ request: null }),
  }
}
