import { ORPCError } from '@orpc/client'
import type { RunMessage } from '@shared/model/run-event'
import { whenOpen, type Connection } from './connection'

const LONGEST_PAUSE_MS = 5_000

/**
 * Follows a run until the signal aborts, across lost connections: each time it is there again, the run's state
 * comes first. Throws only what the core answers (`NOT_FOUND`); an abort ends it quietly.
 */
export async function followRun(
  { client, status }: Connection,
  runId: string,
  signal: AbortSignal,
  onMessages: (messages: RunMessage[]) => void,
): Promise<void> {
  let pauseMs = 0
  while (!signal.aborted) {
    try {
      for await (const messages of await client.runs.events({ runId }, { signal })) {
        pauseMs = 0
        onMessages(messages)
      }
    } catch (error) {
      if (error instanceof ORPCError && !signal.aborted) throw error
      // Otherwise the connection broke, or the signal aborted; both throw an AbortError.
    }
    try {
      await pause(pauseMs, signal)
      await whenOpen(status, signal)
    } catch {
      return
    }
    pauseMs = Math.min(Math.max(pauseMs * 2, 250), LONGEST_PAUSE_MS)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
