import type { RunSummary } from '@shared/contract'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Connection } from './connection'
import { keepFollowing } from './keep-following'

export interface RunningNow {
  /** Runs at work, and those that wait for the user; newest first. Null until known. */
  runs: RunSummary[] | null
}

export interface RunningNowStore {
  store: StoreApi<RunningNow>
  /** Begins to follow; call the answer to stop. */
  watch: () => () => void
}

/** What is running now, in this process or another. While the connection is lost, what was known stays. */
export function createRunningNowStore({ client, status }: Connection): RunningNowStore {
  const store = createStore<RunningNow>(() => ({ runs: null }))
  return {
    store,
    watch: () => {
      const controller = new AbortController()
      const { signal } = controller
      void keepFollowing(
        status,
        () => client.runs.now({}, { signal }),
        signal,
        (runs) => store.setState({ runs }),
        () => false,
      )
      return () => controller.abort()
    },
  }
}
