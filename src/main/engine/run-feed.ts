import { reduceRun } from '@shared/model/reduce-run'
import type { RunEvent, RunMessage } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'
import { takeBatches, type BatchQueue } from './batch-queue'

/** A listener that lags by more than this many UTF-16 units of text gets the state again instead of the events. */
const MAX_LAG = 4 * 1024 * 1024
const MAX_LAG_EVENTS = 10_000

/**
 * Hands one run's events to any number of listeners. Each gets the state first and then every event after it, in
 * order, without a gap and without a repeat; text that has piled up is joined. A slow listener costs a bounded
 * amount of memory: when too much has piled up, it gets the state again.
 */
export interface RunFeed {
  /** The run as of the last published event. */
  readonly run: Run
  /** @param after the run with this event applied, where the caller has it at hand: the feed need not apply it too */
  publish(event: RunEvent, after?: Run): void
  /** A change that no event describes. */
  replace(run: Run): void
  /** Ends when `signal` is aborted, or when the caller stops iterating. */
  listen(signal: AbortSignal): AsyncGenerator<RunMessage[], void, void>
  readonly listeners: number
}

interface Listener extends BatchQueue<RunMessage> {
  lag: number
}

export function createRunFeed(initial: Run): RunFeed {
  let run = initial
  /** Published, and not applied to `run` yet: only who joins or lags needs the state. */
  let unapplied: RunEvent[] = []
  const listeners = new Set<Listener>()

  function current(): Run {
    run = unapplied.reduce(reduceRun, run)
    unapplied = []
    return run
  }
  const state = (): RunMessage => ({ type: 'state', seq: current().seq, run })

  return {
    get run() {
      return current()
    },
    get listeners() {
      return listeners.size
    },
    publish(event, after) {
      if (after !== undefined && after.seq > run.seq) {
        run = after
        unapplied = []
      } else unapplied.push(event)
      for (const listener of listeners) {
        append(listener, event)
        if (listener.lag > MAX_LAG || listener.pending.length > MAX_LAG_EVENTS) reset(listener, state())
        listener.wake?.()
      }
    },
    replace(next) {
      run = next
      unapplied = []
      for (const listener of listeners) {
        // What came before it is still told: it may be all that a listener prints.
        listener.pending.push(state())
        if (listener.pending.length > MAX_LAG_EVENTS) reset(listener, state())
        listener.wake?.()
      }
    },
    async *listen(signal) {
      const listener: Listener = { pending: [state()], lag: 0, wake: null }
      listeners.add(listener)
      try {
        yield* takeBatches(listener, signal, () => {
          listener.lag = 0
        })
      } finally {
        listeners.delete(listener)
      }
    },
  }
}

/** Joins text to the text before it, where it continues it: one message a step and frame. */
function append(listener: Listener, event: RunEvent): void {
  if (event.type === 'text') listener.lag += event.delta.length
  const last = listener.pending.at(-1)
  if (
    event.type === 'text' &&
    last?.type === 'text' &&
    last.stepId === event.stepId &&
    last.attempt === event.attempt
  ) {
    listener.pending[listener.pending.length - 1] = {
      ...event,
      offset: last.offset,
      delta: last.delta + event.delta,
    }
    return
  }
  listener.pending.push(event)
}

function reset(listener: Listener, state: RunMessage): void {
  listener.pending = [state]
  listener.lag = 0
}
