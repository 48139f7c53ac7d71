import type { RunSummary } from '@shared/contract'
import type { PauseReason } from '@shared/model/run'
import type { Core } from './core'

/** Of each kind. */
const AT_MOST = 20

/** What waits for the user and what runs, whole, each time that it has changed. */
export async function* runningNow(
  { runs, store }: Core,
  signal: AbortSignal,
): AsyncGenerator<RunSummary[], void, void> {
  let told: string | undefined
  for await (const _ of runs.changes(signal)) {
    const now = listNow(store)
    const text = JSON.stringify(now)
    if (text === told) continue
    told = text
    yield now
  }
}

function listNow({ runs }: Core['store']): RunSummary[] {
  const paused = (...pauseReasons: PauseReason[]) =>
    runs.list({ statuses: ['paused'], pauseReasons, limit: AT_MOST }).items
  // Asked for one by one, so that none is crowded out by another; whoever has room for a few shows the gates.
  return [
    ...paused('review'),
    ...paused('budget', 'storage'),
    ...runs.list({ statuses: ['running'], limit: AT_MOST }).items,
  ]
}
