import { setImmediate } from 'node:timers/promises'

/** At most one batch per listener and frame. */
const FRAME_MS = 16

/** What waits to be handed to one listener. */
export interface BatchQueue<T> {
  pending: T[]
  /** Call it after every change of `pending`. */
  wake: (() => void) | null
}

/**
 * Hands on what waits, at most one batch per frame, until `signal` is aborted or the caller leaves. A batch is never
 * empty.
 *
 * @param onTaken called with every batch before it is handed on
 */
export async function* takeBatches<T>(
  queue: BatchQueue<T>,
  signal: AbortSignal,
  onTaken: () => void = () => undefined,
): AsyncGenerator<T[], void, void> {
  const onAbort = () => queue.wake?.()
  signal.addEventListener('abort', onAbort)
  try {
    let sentAt = -FRAME_MS
    while (!signal.aborted) {
      if (queue.pending.length === 0) {
        await new Promise<void>((resolve) => {
          queue.wake = resolve
        })
        queue.wake = null
        const early = sentAt + FRAME_MS - performance.now()
        if (early > 0 && !signal.aborted) await pause(early)
        continue
      }
      const batch = queue.pending
      queue.pending = []
      onTaken()
      sentAt = performance.now()
      yield batch
      // A transport may ask again within the same microtask: without this the event loop would starve.
      await setImmediate()
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
