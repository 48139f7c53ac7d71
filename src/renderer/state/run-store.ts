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

/**
 * One run as it happens. Text waits for the next frame, so that a page which is behind draws what has come since in
 * one go; everything else is told at once.
 */
export function createRunStore(connection: Connection, runId: string): RunStore {
  const store = createStore<FollowedRun>(() => ({ run: null, error: null }))
  let waiting: RunMessage[] = []
  let frame: number | null = null

  function tell(): void {
    if (frame !== null) cancelAnimationFrame(frame)
    frame = null
    const messages = waiting
    waiting = []
    if (messages.length > 0) store.setState(({ run }) => ({ run: fold(run, messages) }))
  }

  function receive(messages: RunMessage[]): void {
    waiting.push(...messages)
    // A page that nobody sees has no frames.
    if (document.hidden || messages.some((message) => message.type !== 'text')) tell()
    else frame ??= requestAnimationFrame(tell)
  }

  const follow = (): (() => void) => {
    const controller = new AbortController()
    followRun(connection, runId, controller.signal, receive).catch((error: unknown) => {
      store.setState({ error })
    })
    return () => {
      controller.abort()
      tell()
    }
  }
  return { store, follow }
}

function fold(run: Run | null, messages: RunMessage[]): Run | null {
  return messages.reduce<Run | null>((current, message) => {
    if (message.type === 'state') return message.run
    return current === null ? null : reduceRun(current, message)
  }, run)
}
