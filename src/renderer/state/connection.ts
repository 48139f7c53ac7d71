import type { ApiClient } from '@shared/contract'
import type { StoreApi } from 'zustand/vanilla'
import type { Host } from './host'

/** `connecting`: for the first time. `lost`: it was there, or could not be had; it is tried again by itself. */
export type ConnectionPhase = 'connecting' | 'open' | 'lost'

export interface ConnectionStatus {
  phase: ConnectionPhase
  /** While lost and waiting: when the next try is, milliseconds since the epoch. */
  nextTryAt: number | null
}

/** The way to Baton's core, whatever the transport. `client.ts` makes it, and tests make their own. */
export interface Connection {
  client: ApiClient
  status: StoreApi<ConnectionStatus>
  /** Tries again now instead of waiting. */
  retry: () => void
  /** What is around the page: the desktop app's shell, or a browser. */
  host: Host
}

/** A call that got no answer because the connection was not there, or broke before the answer came. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'

  constructor(message: string, cause?: unknown) {
    super(message, { cause })
  }
}

/** Resolves when the connection is open; at once if it is. Rejects when the signal aborts. */
export function whenOpen(status: Connection['status'], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    if (status.getState().phase === 'open') return resolve()
    const end = (settle: () => void) => () => {
      unsubscribe()
      signal.removeEventListener('abort', onAbort)
      settle()
    }
    const onAbort = end(() => reject(signal.reason))
    const onOpen = end(resolve)
    const unsubscribe = status.subscribe(({ phase }) => {
      if (phase === 'open') onOpen()
    })
    signal.addEventListener('abort', onAbort)
  })
}
