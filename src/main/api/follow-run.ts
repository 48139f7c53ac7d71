import { AsyncIteratorClass } from '@orpc/server'
import type { RunMessage } from '@shared/model/run-event'
import type { RunService } from '@main/engine/run-service'

/**
 * The messages of a run, until the listener leaves or its call is aborted. A generator alone would not end while it
 * waits for the next event: to be left, it has to be told.
 */
export function followRun(
  runs: RunService,
  runId: string,
  signal: AbortSignal | undefined,
): AsyncIteratorClass<RunMessage[], void, void> {
  const left = new AbortController()
  const messages = runs.events(
    runId,
    signal === undefined ? left.signal : AbortSignal.any([left.signal, signal]),
  )
  return new AsyncIteratorClass(
    () => messages.next(),
    async () => {
      left.abort()
      await messages.return()
    },
  )
}
