import { BatonError } from '@shared/errors'
import type { Run } from '@shared/model/run'
import type { RunChange, RunStore } from './ports'

/** What runs became when it could not be written, because the disk is full. It is written as soon as that works. */
export interface UnsavedChanges {
  readonly size: number
  runIds(): string[]
  has(runId: string): boolean
  /** The run as it is, though the database does not know yet. */
  run(runId: string): Run | undefined
  keep(run: Run, change: RunChange): void
  /**
   * Writes what is kept of a run, and gives it up.
   * @returns what was written; undefined if nothing was kept
   * @throws BatonError `STORAGE_FULL`; `CONFLICT` when another process has taken the run: what that made stands
   */
  save(runId: string): RunChange | undefined
}

export function createUnsavedChanges(store: Pick<RunStore, 'commitRun'>): UnsavedChanges {
  const kept = new Map<string, { run: Run; change: RunChange }>()
  return {
    get size() {
      return kept.size
    },
    runIds: () => [...kept.keys()],
    has: (runId) => kept.has(runId),
    run: (runId) => kept.get(runId)?.run,
    keep: (run, change) => void kept.set(run.id, { run, change }),
    save(runId) {
      const change = kept.get(runId)?.change
      if (change === undefined) return undefined
      try {
        store.commitRun(change)
      } catch (error) {
        if (error instanceof BatonError && error.code === 'CONFLICT') kept.delete(runId)
        throw error
      }
      kept.delete(runId)
      return change
    },
  }
}
