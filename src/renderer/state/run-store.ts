import { reduceRun } from '@shared/model/reduce-run'
import type { Run } from '@shared/model/run'
import type { RunMessage } from '@shared/model/run-event'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Connection } from './connection'
import { followRun } from './follow-run'

export interface FollowedRun {
  /** Null before the first state has come. */
  run: Run | null
  /** Why it can't be followed; final. */
  error: unknown
}

export interface RunStore {
  store: StoreApi<FollowedRun>
  /** Begins to follow; call the answer to stop. */
  follow: () => () => void
}

/** One run as it happens. Messages come in batches of at most one per frame, and each batch is one change here. */
export function createRunStore(connection: Connection, runId: string): RunStore {
  const store = createStore<FollowedRun>(() => ({ run: null, error: null }))
  const follow = (): (() => void) => {
    const controller = new AbortController()
    followRun(connection, runId, controller.signal, (messages) => {
      store.setState(({ run }) => ({ run: fold(run, messages) }))
    }).catch((error: unknown) => store.setState({ error }))
    return () => controller.abort()
  }
  return { store, follow }
}

function fold(run: Run | null, messages: RunMessage[]): Run | null {
  return messages.reduce<Run | null>((current, message) => {
    if (message.type === 'state') return message.run
    return current === null ? null : reduceRun(current, message)
  }, run)
}
