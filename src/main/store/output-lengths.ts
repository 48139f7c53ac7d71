import type { Database } from 'better-sqlite3'
import { attemptId } from './attempt-row'

/** So many answers are told. */
const MOST = 20
/** So many runs are looked at: some have no answer, or one that stayed cut. */
const MOST_RUNS = 60

interface RevisionRow {
  id: number
  stepRun: number
  previous: number | null
  source: string
  attempt: number | null
  truncated: number
}

/**
 * How long the answers to a step of a workflow were, in tokens, newest first: one for each run, its newest by a model.
 * An answer that was continued counts as the whole that it became; one that stayed cut doesn't tell how long it would
 * have been.
 */
export function createOutputLengths(database: Database): (workflowId: string, stepId: string) => number[] {
  // Along an index backwards from the newest run, so that it ends after the first ones.
  const selectNewest = database
    .prepare<[string, string, number], number>(`
      SELECT revision_id FROM step_runs JOIN runs ON runs.id = run_id
      WHERE step_id = ? AND workflow_id = ? AND revision_id IS NOT NULL
      ORDER BY step_runs.id DESC LIMIT ?`)
    .pluck()
  const selectRevision = database.prepare<[number], RevisionRow>(`
    SELECT id, step_run_id AS stepRun, previous_id AS previous, source, attempt, truncated
    FROM revisions WHERE id = ?`)
  const goesOnFrom = database
    .prepare<[{ whole: number; part: number }], number>(`
      SELECT substr(whole.text, 1, length(part.text)) = part.text
      FROM revisions AS whole JOIN revisions AS part ON part.id = @part WHERE whole.id = @whole`)
    .pluck()
  const selectTokens = database
    .prepare<[number], number | null>('SELECT output_tokens FROM attempts WHERE id = ?')
    .pluck()

  function byModel(id: number | null): RevisionRow | undefined {
    const row = id === null ? undefined : selectRevision.get(id)
    return row === undefined || row.source === 'model' ? row : byModel(row.previous)
  }

  /** What the request of a revision answered with; before it, what that answer went on from. */
  function tokensOf(row: RevisionRow): number | null {
    const tokens =
      row.attempt === null ? null : (selectTokens.get(attemptId(row.stepRun, row.attempt)) ?? null)
    const part = row.previous === null ? undefined : selectRevision.get(row.previous)
    if (tokens === null || part === undefined || part.source !== 'model' || part.truncated === 0)
      return tokens
    if (goesOnFrom.get({ whole: row.id, part: part.id }) !== 1) return tokens
    const before = tokensOf(part)
    return before === null ? null : before + tokens
  }

  return (workflowId, stepId) =>
    selectNewest
      .all(stepId, workflowId, MOST_RUNS)
      .map(byModel)
      .flatMap((row) => (row === undefined || row.truncated !== 0 ? [] : (tokensOf(row) ?? [])))
      .slice(0, MOST)
}
