import type { Database, Statement } from 'better-sqlite3'
import { createMark, type Mark } from './mark'

/** Room for the revisions of one step run among the rows of the index; 0 is its label. */
const ROWS_PER_STEP_RUN = 1_000_000

/** SQL: the step run that a row of the index belongs to, and the number of the revision (0: the label). */
export const INDEXED_STEP_RUN = `search_index.rowid / ${ROWS_PER_STEP_RUN}`
export const INDEXED_REVISION = `search_index.rowid % ${ROWS_PER_STEP_RUN}`

/** The row of the label of a step run; those of its revisions come after it, in their order. */
export function labelRow(stepRun: number): number {
  return stepRun * ROWS_PER_STEP_RUN
}

/** One transaction takes in at most this many texts, and no further text once it has this many characters. */
const BATCH_TEXTS = 200
const BATCH_CHARACTERS = 100_000
/** Of a longer text, which would block for long, only the beginning is found. */
const MAX_CHARACTERS = 1_000_000

interface PendingText {
  id: number
  /** In the index. */
  row: number
  text: string
}

export type SearchIndex = ReturnType<typeof createSearchIndex>

/**
 * The full-text index over outputs and labels. A commit of the engine doesn't pay for it: it catches up from the
 * ids it has seen so far when somebody searches, or in the background.
 */
export function createSearchIndex(database: Database) {
  const revisionMark = createMark(database, 'search_revisions')
  const labelMark = createMark(database, 'search_labels')
  const statements = {
    nextRevision: database.prepare<[number], PendingText>(`
      SELECT id, step_run_id * ${ROWS_PER_STEP_RUN} + number AS row, text FROM revisions
      WHERE id > ? ORDER BY id LIMIT 1`),
    nextLabel: database.prepare<[number], PendingText>(`
      SELECT id, id * ${ROWS_PER_STEP_RUN} AS row, label AS text FROM step_runs WHERE id > ? ORDER BY id LIMIT 1`),
    newest: database.prepare<[], { revision: number; stepRun: number }>(`
      SELECT (SELECT coalesce(max(id), 0) FROM revisions) AS revision,
        (SELECT coalesce(max(id), 0) FROM step_runs) AS stepRun`),
    write: database.prepare('INSERT OR REPLACE INTO search_index (rowid, text) VALUES (?, ?)'),
    relabel: database.prepare(`
      INSERT OR REPLACE INTO search_index (rowid, text)
      SELECT id * ${ROWS_PER_STEP_RUN}, label FROM step_runs WHERE run_id = ? AND id <= ?`),
    stepRuns: database.prepare<[string], number>('SELECT id FROM step_runs WHERE run_id = ?').pluck(),
    removeStepRun: database.prepare('DELETE FROM search_index WHERE rowid BETWEEN ? AND ?'),
  }

  const indexBatch = database.transaction((): boolean => {
    indexNext(statements.nextRevision, revisionMark)
    indexNext(statements.nextLabel, labelMark)
    return hasPending()
  })

  function indexNext(next: Statement<[number], PendingText>, mark: Mark): void {
    let last = mark.read()
    let characters = 0
    for (let texts = 0; texts < BATCH_TEXTS && characters < BATCH_CHARACTERS; texts += 1) {
      const pending = next.get(last)
      if (pending === undefined) break
      statements.write.run(pending.row, pending.text.slice(0, MAX_CHARACTERS).toWellFormed())
      last = pending.id
      characters += pending.text.length
    }
    mark.write(last)
  }

  function hasPending(): boolean {
    const newest = statements.newest.get()
    return (
      newest !== undefined && (newest.revision > revisionMark.read() || newest.stepRun > labelMark.read())
    )
  }

  return {
    /** Takes in the next few texts. @returns whether there are more */
    indexPending: (): boolean => hasPending() && indexBatch.immediate(),

    /** Inside a transaction of the caller: labels of the run are other ones now. */
    labelsChanged: (runId: string): void => {
      statements.relabel.run(runId, labelMark.read())
    },

    /** Inside a transaction of the caller, before the run's revisions are deleted. */
    removeRun: (runId: string): void => {
      for (const stepRun of statements.stepRuns.all(runId)) {
        statements.removeStepRun.run(labelRow(stepRun), labelRow(stepRun + 1) - 1)
      }
    },
  }
}
