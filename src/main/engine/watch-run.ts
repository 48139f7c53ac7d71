import { notFound } from '@shared/errors'
import type { RunMessage } from '@shared/model/run-event'
import type { RunStore } from './ports'
import type { RunFeed } from './run-feed'
import { differs } from './run-feeds'

const FOLLOW_MS = 1000

/**
 * Listens to a run's feed. While the run is not in progress in this process, what other processes do to it is read
 * from the database every second; whoever it was, once it is deleted this throws `NOT_FOUND`.
 *
 * @param isElsewhere whether the database knows more than this process
 */
export async function* watchRun(
  runId: string,
  feed: RunFeed,
  store: Pick<RunStore, 'runVersion' | 'loadRun'>,
  isElsewhere: () => boolean,
  signal: AbortSignal,
): AsyncGenerator<RunMessage[], void, void> {
  let version = store.runVersion(runId)
  if (version === undefined) throw notFound('run', runId)
  const deleted = new AbortController()
  const look = () => {
    const now = store.runVersion(runId)
    if (now === version) return
    if (now === undefined) return deleted.abort()
    version = now
    const run = store.loadRun(runId)
    if (run !== undefined && differs(run, feed.run)) feed.replace(run)
  }
  const timer = setInterval(() => {
    try {
      if (isElsewhere()) look()
    } catch {
      // What the database can't tell now it may tell in a second; whoever acts on the run gets the error.
    }
  }, FOLLOW_MS)
  try {
    yield* feed.listen(AbortSignal.any([signal, deleted.signal]))
    if (deleted.signal.aborted) throw notFound('run', runId)
  } finally {
    clearInterval(timer)
  }
}
