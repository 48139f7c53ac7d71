import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Core } from '@main/app'

const FIRST_AFTER_MS = 10_000
/** How often it is asked whether the day's work is done; a laptop that slept is asked soon after. */
const EVERY_MS = 60 * 60 * 1000
const INDEX_EVERY_MS = 5_000

export interface MaintenanceWork {
  /** No more is begun; resolves when what was at work has ended. */
  stop(): Promise<void>
}

type Duty = [name: string, work: () => Promise<unknown>]

/**
 * Looks after the data while Baton runs: the day's backup and check, what was deleted long ago, and the search index.
 * Meanwhile everything else goes on. Failures go to `log` and harm nothing: the next round tries again.
 */
export function maintainData(
  maintenance: Core['store']['maintenance'],
  log: (error: unknown, work: string) => void,
): MaintenanceWork {
  const ended = new AbortController()
  let working = Promise.resolve()

  const daily: Duty[] = [
    // The backup first: whatever the check finds, there is one.
    ['daily backup', () => maintenance.backUpDaily()],
    ['daily check', () => maintenance.checkDaily()],
    ['purge of deleted data', () => maintenance.purgeDeleted()],
  ]
  const indexing: Duty[] = [['search index', () => indexAll(maintenance, ended.signal)]]

  const begin = (duties: Duty[]): void => {
    working = working.then(() => doInTurn(duties, ended.signal, log))
  }
  const timers = [
    setTimeout(() => begin(daily), FIRST_AFTER_MS),
    setInterval(() => begin(daily), EVERY_MS),
    setInterval(() => begin(indexing), INDEX_EVERY_MS),
  ]
  for (const timer of timers) timer.unref()
  return {
    stop() {
      ended.abort()
      for (const timer of timers) clearTimeout(timer)
      return working
    },
  }
}

async function doInTurn(
  duties: Duty[],
  ended: AbortSignal,
  log: (error: unknown, work: string) => void,
): Promise<void> {
  for (const [name, work] of duties) {
    if (ended.aborted) return
    try {
      await work()
    } catch (error) {
      log(error, name)
    }
  }
}

async function indexAll(maintenance: Core['store']['maintenance'], ended: AbortSignal): Promise<void> {
  while (!ended.aborted && maintenance.indexPending()) await nextTurn()
}
