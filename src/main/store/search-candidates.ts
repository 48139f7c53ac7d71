import type { Database } from 'better-sqlite3'
import type { PauseReason, RunStatus } from '@shared/model/run'
import { DERIVED_STATUS } from './lease'
import { INDEXED_REVISION, INDEXED_STEP_RUN, labelRow } from './search-index'

/** A text that may hold what is searched. */
export interface Candidate {
  stepRun: number
  /** Number of the revision; 0: the label. */
  revision: number
  runId: string
  workflowName: string
  status: RunStatus
  pauseReason: PauseReason | null
  createdAt: number
  stepId: string
  stepLabel: string
}

/** Which runs are searched. Named parameters of the queries. */
export interface CandidateFilter {
  deleted: number
  undoFrom: number
  workflowId: string | null
  /** JSON array; null: all. */
  statuses: string | null
  oldRevisions: number
  /** JSON array, see `DERIVED_STATUS`. */
  living: string
}

/**
 * Candidates in the order of the answer: newest run first, and of each step its outputs before its label.
 * Returns the step run to go on below, or null at the end.
 */
export type Candidates = Generator<Candidate, number | null, undefined>

/** Rows of the index are read in pieces of this many. */
const BATCH = 200
/** Without the index, so many steps are looked through in one search. */
const SCANNED_STEPS = 2_000
/** Above every step run, and still a number of the index. */
const TOP = 9_000_000_000

const COLUMNS = `step_runs.id AS stepRun, runs.id AS runId, workflow_name AS workflowName, ${DERIVED_STATUS} AS status,
  pause_reason AS pauseReason,
  created_at AS createdAt, step_id AS stepId, label AS stepLabel`

const CONDITIONS = `iif(@deleted, deleted_at > @undoFrom AND purged_at IS NULL, deleted_at IS NULL)
  AND (@workflowId IS NULL OR workflow_id = @workflowId)
  AND (@statuses IS NULL OR ${DERIVED_STATUS} IN (SELECT value FROM json_each(@statuses)))`

const MATCHES = `search_index MATCH @match AND ${CONDITIONS}
  AND (${INDEXED_REVISION} IN (0, revision) OR @oldRevisions)`

export function createCandidates(database: Database) {
  const selectMatches = database.prepare<unknown[], Candidate & { row: number }>(`
    SELECT search_index.rowid AS row, ${INDEXED_REVISION} AS revision, ${COLUMNS} FROM search_index
    JOIN step_runs ON step_runs.id = ${INDEXED_STEP_RUN} JOIN runs ON runs.id = run_id
    WHERE ${MATCHES} AND search_index.rowid < @before ORDER BY search_index.rowid DESC LIMIT ${BATCH}`)
  const countMatches = database
    .prepare<unknown[], number>(
      `SELECT count(DISTINCT step_runs.id) FROM search_index
       JOIN step_runs ON step_runs.id = ${INDEXED_STEP_RUN} JOIN runs ON runs.id = run_id WHERE ${MATCHES}`,
    )
    .pluck()
  const selectRecent = database.prepare<unknown[], Candidate>(`
    SELECT coalesce(revision, 0) AS revision, ${COLUMNS} FROM step_runs JOIN runs ON runs.id = run_id
    WHERE step_runs.id < @before AND step_runs.id >= @from AND ${CONDITIONS} ORDER BY step_runs.id DESC`)
  const newestStepRun = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM step_runs').pluck()

  return {
    /** What the index has for all of the terms; each has at least three characters. */
    *indexed(terms: string[], filter: CandidateFilter, below: number | null): Candidates {
      const match = matchAll(terms)
      let before = labelRow(below ?? TOP)
      for (;;) {
        const rows = selectMatches.all({ ...filter, match, before })
        yield* rows
        const last = rows.at(-1)
        if (last === undefined || rows.length < BATCH) return null
        before = last.row
      }
    },

    /** How many steps `indexed` would give. */
    count: (terms: string[], filter: CandidateFilter): number =>
      countMatches.get({ ...filter, match: matchAll(terms) }) ?? 0,

    /** Every text of the newest steps, for terms that are too short for the index. */
    *recent(filter: CandidateFilter, below: number | null): Candidates {
      const before = below ?? (newestStepRun.get() ?? 0) + 1
      const from = Math.max(1, before - SCANNED_STEPS)
      for (const candidate of selectRecent.all({ ...filter, before, from })) {
        if (candidate.revision > 0) yield candidate
        yield { ...candidate, revision: 0 }
      }
      return from > 1 ? from : null
    },
  }
}

/** Each term as a phrase of its own: nothing in it is syntax. */
function matchAll(terms: string[]): string {
  return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' AND ')
}
