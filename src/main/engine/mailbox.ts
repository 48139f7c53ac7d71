import type { RequestResult } from './send-request'
import type { RunEdit } from './turn'

/** What reaches a run in progress, from outside or from its own requests and waits. */
export type RunMailboxMessage =
  | { kind: 'pause'; settle: () => void }
  | { kind: 'stop' }
  | { kind: 'skip-wait'; stepId: string }
  | { kind: 'change'; change: RunEdit; settle: (error?: unknown) => void }
  | { kind: 'text'; stepId: string; attempt: number; delta: string }
  | { kind: 'ended'; stepId: string; result: RequestResult }
  | { kind: 'wait-over'; stepId: string }
  | { kind: 'slot-wait'; stepId: string; until: number | null }
  | { kind: 'slot'; stepId: string; release: () => void }
  | { kind: 'checkpoint' }

/** A queue with one reader. */
export interface Mailbox<T> {
  put(message: T): void
  /** Waits until there is something, then gives everything there is, in order. */
  take(): Promise<T[]>
  /** Everything there is, which may be nothing. */
  drain(): T[]
}

export function createMailbox<T>(): Mailbox<T> {
  let messages: T[] = []
  let wake: (() => void) | null = null
  const drain = () => {
    const taken = messages
    messages = []
    return taken
  }
  return {
    drain,
    put(message) {
      messages.push(message)
      wake?.()
    },
    async take() {
      if (messages.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        wake = null
      }
      return drain()
    },
  }
}
