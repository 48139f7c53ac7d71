import type { ApiClient } from '@shared/contract'
import { reduceRun } from '@shared/model/reduce-run'
import type { RunMessage } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'
import { hasCode } from './describe-error'
import type { Presenter } from './presenter'

/** How long a state without the event that explains it may be the start of a batch. */
const EVENT_FOLLOWS_MS = 250

/**
 * Shows a run that is about to begin until it rests, and returns it as it is then. When `stop` is aborted the run
 * is stopped, and its end is still waited for.
 */
export async function followRun(
  api: ApiClient,
  runId: string,
  presenter: Presenter,
  stop: AbortSignal,
): Promise<Run> {
  const following = new AbortController()
  const batches = (await api.runs.events({ runId }, { signal: following.signal }))[Symbol.asyncIterator]()
  const stopping = whenAborted(stop, async () => {
    presenter.stopping()
    await stopRun(api, runId)
  })
  try {
    return await showUntilRest(batches, presenter)
  } finally {
    following.abort()
    await batches.return?.()
    await stopping.settle()
  }
}

async function showUntilRest(batches: AsyncIterator<RunMessage[]>, presenter: Presenter): Promise<Run> {
  let run: Run | undefined
  let resting = false
  for (;;) {
    const answer = batches.next()
    const next: IteratorResult<RunMessage[]> | undefined = resting
      ? await orNothing(answer, EVENT_FOLLOWS_MS)
      : await answer
    if (next === undefined || next.done === true) break
    let ended = false
    for (const message of next.value) {
      if (message.type === 'state') {
        // The first one is the run before anything has happened to it.
        resting = run !== undefined && message.run.status !== 'running'
        run = message.run
        continue
      }
      run &&= reduceRun(run, message)
      if (message.type === 'paused' || (message.type === 'done' && message.scope === 'run')) {
        ended = true
      }
    }
    if (run !== undefined) presenter.show(next.value, run)
    if (ended) break
  }
  if (run === undefined) throw new TypeError('The run could not be followed.')
  return run
}

/** A run that has ended meanwhile is as good as stopped. */
async function stopRun(api: ApiClient, runId: string): Promise<void> {
  try {
    await api.runs.stop({ runId })
  } catch (error) {
    if (!hasCode(error, 'CONFLICT')) throw error
  }
}

/** Calls `action` once, when `signal` is aborted, be it already. `settle` stops waiting for it. */
function whenAborted(signal: AbortSignal, action: () => Promise<void>): { settle(): Promise<void> } {
  let pending = Promise.resolve()
  const act = () => {
    pending = action()
    // Whoever settles gets the error.
    pending.catch(() => undefined)
  }
  if (signal.aborted) act()
  else signal.addEventListener('abort', act, { once: true })
  return {
    settle() {
      signal.removeEventListener('abort', act)
      return pending
    },
  }
}

async function orNothing<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const nothing = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([promise, nothing])
  } finally {
    clearTimeout(timer)
  }
}
