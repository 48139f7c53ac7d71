import type { Run } from '@shared/model/run'
import type { RunEvent } from '@shared/model/run-event'
import type { Core } from '@main/app'

/** Texts are no news to the shell. */
export type RunNews = Exclude<RunEvent, { type: 'text' }>

export interface RunFollower {
  /** What happened to a run of this process, in order. `run` is as of just after. */
  onNews: (news: RunNews, run: Run) => void
  /** A run is in progress no more. */
  onRest: () => void
  /** A run was lost to another process, or to an error of our own. */
  onLost: (error: unknown) => void
}

/** Tells what happens to all runs of this process, whoever started them and whether a window is open or not. */
export function followRuns(runs: Core['runs'], { onNews, onRest, onLost }: RunFollower): void {
  const followed = new Set<string>()

  const follow = (runId: string): void => {
    followed.add(runId)
    runs
      .rested(runId)
      .catch(onLost)
      .finally(() => {
        followed.delete(runId)
        // It may have been taken up again at once.
        if (runs.isLive(runId)) follow(runId)
        else onRest()
      })
  }

  runs.watch((event) => {
    if (event.type === 'text') return
    if (!followed.has(event.runId)) follow(event.runId)
    onNews(event, runs.get(event.runId))
  })
}
