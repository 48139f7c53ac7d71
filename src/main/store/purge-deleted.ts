import { setImmediate as nextTurn } from 'node:timers/promises'
import { ATTEMPTS_OF_STEP_RUN } from './attempt-row'
import type { SearchIndex } from './search-index'
import { DRAFTS_OF_RUN } from './step-draft-repository'
import { UNDO_MS, type StoreContext } from './store-context'

// Neither table has an index on the step run: attempts are found by their ids, revisions along their chain.
const ATTEMPTS_OF_RUN = `SELECT attempts.id FROM step_runs JOIN attempts ON ${ATTEMPTS_OF_STEP_RUN}
  WHERE run_id = @runId`
const REVISIONS_OF_RUN = `
  WITH RECURSIVE chain (id, previous_id) AS (
    SELECT revisions.id, previous_id FROM step_runs JOIN revisions ON revisions.id = revision_id
    WHERE run_id = @runId
    UNION ALL
    SELECT revisions.id, revisions.previous_id FROM chain JOIN revisions ON revisions.id = chain.previous_id
  )
  SELECT id FROM chain`

// A draft may have steps that are not stored, and is not looked into.
const TRIALS_PUT_AWAY = [
  'UPDATE step_trials SET trial = NULL, dismissed = 0 WHERE dismissed AND updated_at <= ?',
  `DELETE FROM step_trials WHERE updated_at <= ? AND (
     trial IS NULL AND typed IS NULL
     OR key NOT IN (SELECT key FROM drafts)
       AND NOT EXISTS (SELECT 1 FROM workflow_steps WHERE workflow_id = key AND id = step_id))`,
]

/**
 * Removes for good what was deleted more than 30 days ago, and trials of steps that are gone for as long. Of a run the
 * texts go; what it cost stays, and so do the bare rows it hangs on.
 */
export function createPurge({ database, now }: StoreContext, index: SearchIndex) {
  const selectRuns = database
    .prepare<[number], string>('SELECT id FROM runs WHERE deleted_at <= ? AND purged_at IS NULL')
    .pluck()
  const statements = [
    'DELETE FROM partial_texts WHERE step_run_id IN (SELECT id FROM step_runs WHERE run_id = @runId)',
    `DELETE FROM attempt_requests WHERE attempt_id IN (${ATTEMPTS_OF_RUN})`,
    `UPDATE attempts SET error = NULL, finish_reason_raw = NULL WHERE id IN (${ATTEMPTS_OF_RUN})`,
    `DELETE FROM revisions WHERE id IN (${REVISIONS_OF_RUN})`,
    `UPDATE step_runs SET label = '', revision_id = NULL, fingerprint = NULL, stale_because = NULL, error = NULL,
       feedback = NULL WHERE run_id = @runId`,
    'DELETE FROM run_definitions WHERE run_id = @runId',
    `DELETE FROM drafts WHERE ${DRAFTS_OF_RUN}`,
    // Ids of revisions may be given again now: what counts by them must not have seen them yet.
    `UPDATE store_marks SET value = min(value, (SELECT coalesce(max(id), 0) FROM revisions))
     WHERE name IN ('search_revisions', 'step_cache')`,
    `UPDATE runs SET source_path = NULL, input_preview = NULL, purged_at = @at WHERE id = @runId`,
  ].map((sql) => database.prepare(sql))

  const purgeRun = database.transaction((runId: string, at: number) => {
    index.removeRun(runId)
    for (const statement of statements) statement.run({ runId, at })
  })
  const purgeOthers = database.transaction((before: number) => {
    for (const table of ['drafts', 'step_trials']) {
      database
        .prepare(`DELETE FROM ${table} WHERE key IN (SELECT id FROM workflows WHERE deleted_at <= ?)`)
        .run(before)
    }
    for (const sql of TRIALS_PUT_AWAY) database.prepare(sql).run(before)
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
