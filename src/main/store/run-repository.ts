import { conflict, notFound } from '@shared/errors'
import { checkBase, nextUpdate } from './base-check'
import type { Page } from './page'
import { createRunList, type RunFilter, type RunSummary } from './run-list'
import { createRunSearch, type SearchFilter, type SearchHit } from './search-runs'
import { UNDO_MS, type StoreContext } from './store-context'
import type { SearchIndex } from './search-index'
import { createWorkflowsOfRuns, type WorkflowOfRuns, type WorkflowOfRunsFilter } from './workflows-of-runs'

/** Runs as the user sees them in lists. What the engine writes goes through `RunStore`. */
export interface RunRepository {
  list(filter: RunFilter): Page<RunSummary>
  /** Ids that begin like this, newest first, at most ten. */
  findByPrefix(prefix: string): string[]
  /** The workflows that have runs, those included that were deleted; the one with the newest run first. */
  workflows(filter: WorkflowOfRunsFilter): WorkflowOfRuns[]
  /** Id of the newest run. */
  last(): string | undefined
  /**
   * Full-text search, newest run first.
   * A text that was committed a moment ago may be missing while the index is far behind.
   */
  search(filter: SearchFilter): Page<SearchHit>
  /**
   * @param basedOn the run's `updatedAt`
   * @returns the new `updatedAt`
   * @throws BatonError `NOT_FOUND`, `CONFLICT` (also while the run is running)
   */
  delete(runId: string, basedOn: number): number
  /** Brings back what was deleted in the last 30 days. @throws BatonError `NOT_FOUND`, `CONFLICT` */
  undelete(runId: string, basedOn: number): number
}

export function createRunRepository(context: StoreContext, index: SearchIndex): RunRepository {
  const { database, leases, now } = context
  const list = createRunList(context)
  const selectUpdatedAt = database
    .prepare<[{ runId: string; undoFrom: number; deleted: number }], number>(
      `SELECT max(updated_at, (SELECT coalesce(max(run_updated_at), 0) FROM step_runs WHERE run_id = @runId))
       FROM runs WHERE id = @runId AND iif(@deleted, deleted_at > @undoFrom AND purged_at IS NULL, deleted_at IS NULL)`,
    )
    .pluck()
  const markDeleted = database.prepare('UPDATE runs SET deleted_at = ?, updated_at = ? WHERE id = ?')
  // A former owner that wakes up must not write into a run that is gone.
  const fence = database.prepare('UPDATE run_leases SET token = token + 1, released = 1 WHERE run_id = ?')

  const setDeleted = database.transaction((runId: string, basedOn: number, deleted: boolean): number => {
    const updatedAt = selectUpdatedAt.get({ runId, undoFrom: now() - UNDO_MS, deleted: Number(!deleted) })
    if (updatedAt === undefined) throw notFound(deleted ? 'run' : 'deleted run', runId)
    if (deleted && leases.hasLivingOwner(runId)) {
      throw conflict('The run is in progress.', 'Stop it first, then delete it.')
    }
    checkBase('run', updatedAt, basedOn)
    const at = nextUpdate(now(), updatedAt)
    markDeleted.run(deleted ? now() : null, at, runId)
    fence.run(runId)
    return at
  })

  return {
    list,
    findByPrefix: (idPrefix) => list({ idPrefix, limit: 10 }).items.map((run) => run.id),
    workflows: createWorkflowsOfRuns(context),
    last: () => list({ limit: 1 }).items[0]?.id,
    search: createRunSearch(context, index),
    delete: (runId, basedOn) => setDeleted.immediate(runId, basedOn, true),
    undelete: (runId, basedOn) => setDeleted.immediate(runId, basedOn, false),
  }
}
