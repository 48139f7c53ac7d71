import type { RunSummary } from '@shared/contract'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { whenOpen, type Connection } from './connection'

export interface RunningNow {
  /** Runs at work, and those that wait for the user; newest first. Null until known. */
  runs: RunSummary[] | null
}

export interface RunningNowStore {
  store: StoreApi<RunningNow>
  /** Asks again now, for instance after a run was started. */
  refresh: () => void
  /** Begins to ask; call the answer to stop. */
  watch: () => () => void
}

const WHILE_RUNNING_MS = 1_500
const WHILE_IDLE_MS = 5_000
const AT_MOST = 20

/**
 * What is running now, in this process or another. The API tells single runs as they happen and lists on request,
 * so this asks at intervals, and not while the window is hidden.
 */
export function createRunningNowStore(connection: Connection): RunningNowStore {
  const store = createStore<RunningNow>(() => ({ runs: null }))
  let askNow = (): void => {}

  const ask = async (signal: AbortSignal): Promise<void> => {
    const list = (status: 'running' | 'paused') =>
      connection.client.runs.list({ statuses: [status], limit: AT_MOST }, { signal })
    const [running, paused] = await Promise.all([list('running'), list('paused')])
    const waiting = paused.items.filter((run) => run.pauseReason !== 'user')
    const runs = [...running.items, ...waiting].sort((one, other) => other.createdAt - one.createdAt)
    if (!signal.aborted) store.setState({ runs })
  }

  const watch = (): (() => void) => {
    const controller = new AbortController()
    const { signal } = controller
    const loop = async (): Promise<void> => {
      while (!signal.aborted) {
        await whenOpen(connection.status, signal)
        // A failed question is asked again at the next turn; what was known stays.
        if (document.visibilityState === 'visible') await ask(signal).catch(() => {})
        const busy = store.getState().runs?.some((run) => run.status === 'running') ?? false
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, busy ? WHILE_RUNNING_MS : WHILE_IDLE_MS)
          askNow = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    }
    // It ends by the signal, and then there is nobody left to tell.
    loop().catch(() => {})
    const onVisible = (): void => askNow()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      document.removeEventListener('visibilitychange', onVisible)
      controller.abort()
      askNow()
    }
  }

  return { store, refresh: () => askNow(), watch }
}
