import { setTimeout as pause } from 'node:timers/promises'

/** Whoever shows lists need not be faster than the eye. */
const SHORTEST_MS = 200
/** What other processes do is told by nobody. */
const LONGEST_MS = 2_000

/** Tells those who show lists that runs may have changed. */
export interface RunChanges {
  /** Something has happened to a run of this process. */
  note: () => void
  /** Yields at once, soon after each note, and every now and then without one. Ends when `signal` is aborted. */
  follow(signal: AbortSignal): AsyncGenerator<void, void, void>
  /** Ends all following. */
  end(): void
}

export function createRunChanges(): RunChanges {
  const listeners = new Set<() => void>()
  let listening = new AbortController()
  return {
    note() {
      for (const listener of listeners) listener()
    },
    follow: (signal) => pace(listeners, AbortSignal.any([signal, listening.signal])),
    end() {
      listening.abort()
      listening = new AbortController()
    },
  }
}

async function* pace(listeners: Set<() => void>, signal: AbortSignal): AsyncGenerator<void, void, void> {
  let changed = Promise.withResolvers<void>()
  const listener = () => changed.resolve()
  listeners.add(listener)
  signal.addEventListener('abort', listener)
  try {
    while (!signal.aborted) {
      changed = Promise.withResolvers()
      yield
      await quietly(pause(SHORTEST_MS, undefined, { signal }))
      const over = new AbortController()
      const longest = quietly(pause(LONGEST_MS - SHORTEST_MS, undefined, { signal: over.signal }))
      await Promise.race([changed.promise, longest])
      over.abort()
    }
  } finally {
    listeners.delete(listener)
    signal.removeEventListener('abort', listener)
  }
}

/** A wait that was aborted is over. */
function quietly(waiting: Promise<unknown>): Promise<unknown> {
  return waiting.catch(() => undefined)
}
