import type { Database } from 'better-sqlite3'
import type { Lease, RunChange, RunStore } from '@main/engine/ports'
import { conflict } from '@shared/errors'
import type { Attempt, Revision, Run } from '@shared/model/run'
import { ATTEMPTS_OF_STEP_RUN, toAttempt, type AttemptRow } from './attempt-row'
import { verifyChecksum } from './checksum'
import type { Leases } from './lease'
import { createRunLoader } from './load-run'
import type { SearchIndex } from './search-index'
import { createOutputLengths } from './output-lengths'
import { createStepCache } from './step-cache'
import { createRunWriter } from './write-run'

interface RevisionRow {
  step_run_id: number
  number: number
  source: Revision['source']
  text: string
  fingerprint: string
  fingerprint_version: number
  attempt: number | null
  truncated: number
  created_at: number
  checksum: number
}

/** The store that the engine writes to. Every write is one transaction that is on the disk when it returns. */
export function createRunStore(database: Database, leases: Leases, search: SearchIndex): RunStore {
  const writer = createRunWriter(database, search)
  const runExists = database.prepare('SELECT 1 FROM runs WHERE id = ?')

  const createRun = database.transaction((run: Run): Lease => {
    if (runExists.get(run.id) !== undefined) throw conflict(`There is already a run "${run.id}".`)
    writer.insertRun(run)
    return leases.insert(run.id, 1)
  })

  const commitRun = database.transaction((change: RunChange): void => {
    leases.check(change.lease)
    writer.applyChange(change)
    if (change.run.pausing && change.runChanged) leases.request(change.run.id, 'pause')
  })

  const selectAttempts = database.prepare<
    [string, string],
    AttemptRow & { system_prompt: string | null; messages: string | null }
  >(`
    SELECT attempts.*, system_prompt, messages FROM step_runs
    JOIN attempts ON ${ATTEMPTS_OF_STEP_RUN}
    LEFT JOIN attempt_requests ON attempt_id = attempts.id
    WHERE run_id = ? AND step_id = ? ORDER BY attempts.id`)

  const selectRevisions = database.prepare<[string, string], RevisionRow>(`
    WITH RECURSIVE history (id, previous_id) AS (
      SELECT revisions.id, previous_id FROM step_runs JOIN revisions ON revisions.id = revision_id
      WHERE run_id = ? AND step_id = ?
      UNION ALL
      SELECT revisions.id, revisions.previous_id FROM history JOIN revisions ON revisions.id = history.previous_id
    )
    SELECT revisions.* FROM history JOIN revisions USING (id) ORDER BY number`)

  const selectNewestName = database
    .prepare<[string], string>(`
      SELECT workflow_name FROM runs WHERE id IN (SELECT value FROM json_each(?))
      ORDER BY created_at DESC, id DESC LIMIT 1`)
    .pluck()

  return {
    createRun: (run) => createRun.immediate(run),
    loadRun: createRunLoader(database, leases),
    acquireLease: leases.acquire,
    heartbeat: leases.heartbeat,
    releaseLease: leases.release,
    runningWorkflow: () => selectNewestName.get(JSON.stringify(leases.livingRunIds())),
    requestOwner: leases.request,
    commitRun: (change) => commitRun.immediate(change),

    // The last bits are the owner's life and what it was asked, so that a listener also learns of these.
    runVersion(runId) {
      const version = writer.readVersion(runId)
      if (version === undefined) return undefined
      const isPausing = leases.requestedOf(runId) === 'pause'
      return version * 4 + Number(leases.hasLivingOwner(runId)) * 2 + Number(isPausing)
    },

    attempts(runId, stepId): Attempt[] {
      const dead = !leases.hasLivingOwner(runId)
      return selectAttempts.all(runId, stepId).map((row) => {
        const attempt = toAttempt(row, stepId)
        return dead && attempt.outcome === 'running' ? { ...attempt, outcome: 'interrupted' } : attempt
      })
    },

    revisions(runId, stepId): Revision[] {
      return selectRevisions.all(runId, stepId).map((row) => toRevision(row, stepId))
    },

    cachedOutput: createStepCache(database),
    outputLengths: createOutputLengths(database),
  }
}

function toRevision(row: RevisionRow, stepId: string): Revision {
  verifyChecksum(row.text, row.step_run_id, row.number, row.checksum)
  return {
    stepId,
    number: row.number,
    source: row.source,
    text: row.text,
    fingerprint: row.fingerprint,
    fingerprintVersion: row.fingerprint_version,
    attempt: row.attempt,
    truncated: row.truncated !== 0,
    createdAt: row.created_at,
  }
}
