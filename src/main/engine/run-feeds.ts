import { BatonError } from '@shared/errors'
import type { Run } from '@shared/model/run'
import type { RunMessage } from '@shared/model/run-event'
import type { RunStore } from './ports'
import { createRunFeed, type RunFeed } from './run-feed'

/** The feeds of the runs that somebody listens to, or that are in progress. */
export interface RunFeeds {
  /** Hands messages to those who listen to the run. */
  tell(runId: string, messages: RunMessage[]): void
  /** The run's feed; a new one begins with `first`. */
  open(runId: string, first: () => Run): RunFeed
  /** Gives up a feed that nobody listens to. */
  close(runId: string, feed: RunFeed): void
  /**
   * Shows listeners what the database has, where that is not what they saw: the run was lost to another process, or
   * its end could not be saved. Without listeners the feed is given up.
   */
  showStored(runId: string, hasChanged?: (stored: Run, shown: Run) => boolean): void
  clear(): void
}

export function createRunFeeds(store: Pick<RunStore, 'loadRun'>): RunFeeds {
  const feeds = new Map<string, RunFeed>()

  function close(runId: string, feed: RunFeed): void {
    if (feed.listeners === 0 && feeds.get(runId) === feed) feeds.delete(runId)
  }

  return {
    tell(runId, messages) {
      const feed = feeds.get(runId)
      for (const message of messages) {
        if (message.type === 'state') feed?.replace(message.run)
        else feed?.publish(message)
      }
    },
    open(runId, first) {
      const feed = feeds.get(runId) ?? createRunFeed(first())
      feeds.set(runId, feed)
      return feed
    },
    close,
    showStored(runId, hasChanged = differs) {
      const feed = feeds.get(runId)
      if (feed === undefined) return
      if (feed.listeners === 0) return close(runId, feed)
      try {
        const run = store.loadRun(runId)
        if (run !== undefined && hasChanged(run, feed.run)) feed.replace(run)
      } catch (error) {
        // Whoever acts on the run next is told.
        if (!(error instanceof BatonError)) throw error
      }
    },
    clear: () => feeds.clear(),
  }
}

/** By what the database knows of a run beyond its events, too: the life of its owner, and what that was asked. */
export function differs(stored: Run, shown: Run): boolean {
  return stored.seq !== shown.seq || stored.status !== shown.status || stored.pausing !== shown.pausing
}
