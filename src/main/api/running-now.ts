import type { RunSummary } from '@shared/contract'
import { isUnderWay } from '@shared/model/is-under-way'
import type { Core } from './core'

const AT_MOST = 20

/** What runs and what waits for the user, whole, each time that it has changed. */
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
  const list = (status: 'running' | 'paused') => runs.list({ statuses: [status], limit: AT_MOST }).items
  return [...list('running'), ...list('paused')]
    .filter(isUnderWay)
    .sort((one, other) => other.createdAt - one.createdAt)
}
