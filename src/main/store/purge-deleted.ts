import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SearchIndex } from './search-index'
import { UNDO_MS, type StoreContext } from './store-context'

/**
 * Removes for good what was deleted more than 30 days ago. Of a run the texts go; what it cost stays, and so do the
 * bare rows it hangs on.
 */
export function createPurge({ database, now }: StoreContext, index: SearchIndex) {
  const selectRuns = database
    .prepare<[number], string>('SELECT id FROM runs WHERE deleted_at <= ? AND purged_at IS NULL')
    .pluck()
  const ofRun = 'step_run_id IN (SELECT id FROM step_runs WHERE run_id = @runId)'
  const statements = [
    `DELETE FROM partial_texts WHERE ${ofRun}`,
    // The next two find the attempts by their ids, and the revisions along their chain: neither has an index.
    `DELETE FROM attempt_requests WHERE attempt_id IN (${attemptsOfRun('id')})`,
    `UPDATE attempts SET error = NULL, finish_reason_raw = NULL WHERE id IN (${attemptsOfRun('id')})`,
    `DELETE FROM revisions WHERE id IN (${REVISIONS_OF_RUN})`,
    `UPDATE step_runs SET label = '', revision_id = NULL, fingerprint = NULL, stale_because = NULL, error = NULL,
       feedback = NULL WHERE run_id = @runId`,
    'DELETE FROM run_definitions WHERE run_id = @runId',
    `UPDATE runs SET source_path = NULL, input_preview = NULL, purged_at = @at WHERE id = @runId`,
  ].map((sql) => database.prepare(sql))

  const purgeRun = database.transaction((runId: string, at: number) => {
    index.removeRun(runId)
    for (const statement of statements) statement.run({ runId, at })
    index.revisionsRemoved()
  })
  const purgeOthers = database.transaction((before: number) => {
    database
      .prepare('DELETE FROM drafts WHERE key IN (SELECT id FROM workflows WHERE deleted_at <= ?)')
      .run(before)
    database.prepare('DELETE FROM workflows WHERE deleted_at <= ?').run(before)
    database.prepare('DELETE FROM templates WHERE deleted_at <= ?').run(before)
  })

  return async (): Promise<void> => {
    const before = now() - UNDO_MS
    purgeOthers.immediate(before)
    for (const runId of selectRuns.all(before)) {
      await nextTurn()
      if (!database.open) return
      purgeRun.immediate(runId, now())
    }
  }
}
