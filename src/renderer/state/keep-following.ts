import { pause } from '../ui/pause'
import { whenOpen, type Connection } from './connection'

const LONGEST_PAUSE_MS = 5_000

/**
 * Follows a stream until the signal aborts, across lost connections and streams that end: each time the connection is
 * there again, it is opened anew. An abort ends it quietly.
 *
 * @param endsWith errors that are thrown instead of trying again
 */
export async function keepFollowing<T>(
  status: Connection['status'],
  open: () => Promise<AsyncIterable<T>>,
  signal: AbortSignal,
  onItem: (item: T) => void,
  endsWith: (error: unknown) => boolean,
): Promise<void> {
  let pauseMs = 0
  while (!signal.aborted) {
    try {
      for await (const item of await open()) {
        pauseMs = 0
        onItem(item)
      }
    } catch (error) {
      if (!signal.aborted && endsWith(error)) throw error
      // Otherwise the connection broke, or the signal aborted; both throw an AbortError.
    }
    await pause(pauseMs, signal)
    try {
      await whenOpen(status, signal)
    } catch {
      return
    }
    pauseMs = Math.min(Math.max(pauseMs * 2, 250), LONGEST_PAUSE_MS)
  }
}
