import type { Database } from 'better-sqlite3'
import type { CachedOutput } from '@main/engine/ports'
import { createMark } from './mark'

/** Revisions that are not in the cache's index yet are looked through one by one, up to this many. */
const MAX_UNINDEXED = 500
const BATCH = 5_000

/**
 * Finds finished outputs of other runs. The index is filled when somebody asks, from the revisions that were added
 * since, so that runs which reuse nothing don't pay for it.
 */
export function createStepCache(database: Database) {
  const mark = createMark(database, 'step_cache')
  const newest = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM revisions').pluck()
  const fill = database.prepare<[{ from: number; to: number }]>(`
    INSERT OR IGNORE INTO step_cache (revision_id, fingerprint) SELECT id, fingerprint FROM revisions
    WHERE id > @from AND id <= @to AND source = 'model' AND truncated = 0`)
  const find = database.prepare<[{ fingerprint: string; exceptRunId: string; from: number }], CachedOutput>(`
    SELECT candidate.fingerprint, text FROM (
      SELECT revision_id AS id FROM step_cache WHERE fingerprint = @fingerprint
      UNION
      SELECT id FROM revisions
      WHERE id > @from AND fingerprint = @fingerprint AND source = 'model' AND truncated = 0
    ) JOIN revisions AS candidate USING (id)
    JOIN step_runs ON step_runs.id = step_run_id
    JOIN runs ON runs.id = run_id
    WHERE run_id <> @exceptRunId AND deleted_at IS NULL
    ORDER BY candidate.id DESC LIMIT 1`)

  const fillBatch = database.transaction((to: number) => {
    const from = mark.read()
    const end = Math.min(to, from + BATCH)
    if (end <= from) return
    fill.run({ from, to: end })
    mark.write(end)
  })

  function catchUp(): void {
    const to = newest.get() ?? 0
    if (to - mark.read() <= MAX_UNINDEXED) return
    while (mark.read() < to) fillBatch.immediate(to)
  }

  return (fingerprint: string, exceptRunId: string): CachedOutput | undefined => {
    catchUp()
    return find.get({ fingerprint, exceptRunId, from: mark.read() })
  }
}
