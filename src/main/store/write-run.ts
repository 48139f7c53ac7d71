import type { Database } from 'better-sqlite3'
import type { Lease, PartialText, RunChange } from '@main/engine/ports'
import { notFound } from '@shared/errors'
import type { Attempt, Revision, Run, StepRun } from '@shared/model/run'
import { ATTEMPT_COLUMNS, ATTEMPT_END_COLUMNS, toAttemptRow } from './attempt-row'
import { checksum } from './checksum'
import { toPartialColumn } from './partial-text'
import { inputPreview, RUN_COLUMNS, toRunDefinitionRow, toRunRow } from './run-row'
import type { SearchIndex } from './search-index'
import { STEP_RUN_STATE_COLUMNS, toStepRunRow, type StepRunRow } from './step-run-row'

const FIRST_VERSION = 1

/** Writes runs and their changes. `insertRun` and `applyChange` belong inside a transaction of the caller. */
export function createRunWriter(database: Database, search: Pick<SearchIndex, 'labelsChanged'>) {
  const statements = prepareStatements(database)

  /** The number of the last commit of each run that this process owns. */
  const versions = new Map<string, { token: number; version: number }>()

  function insertRun(run: Run): void {
    statements.insertRun.run({ ...toRunRow(run, FIRST_VERSION), input_preview: inputPreview(run.input) })
    statements.writeDefinition.run(toRunDefinitionRow(run))
    const insert = (step: StepRun, position: number | null): void => {
      statements.insertStepRun.run({ ...toStepRunRow(step, run, FIRST_VERSION), position })
    }
    for (const [index, step] of run.steps.entries()) insert(step, index + 1)
    for (const step of run.removedSteps) insert(step, null)
  }

  function applyChange(change: RunChange): void {
    const { run } = change
    const version = nextVersion(change.lease)
    if (change.runChanged) statements.updateRun.run(toRunRow(run, version))

    const keys = new Map<string, number>()
    const keyOf = (stepId: string): number => {
      const key = keys.get(stepId) ?? statements.findStepRun.get(run.id, stepId)
      if (key === undefined) throw notFound('step of this run', stepId)
      keys.set(stepId, key)
      return key
    }

    for (const step of change.steps) writeStep(toStepRunRow(step, run, version))
    if (change.definitionChanged === true) writeDefinition(run)
    for (const attempt of change.attempts) writeAttempt(attempt, keyOf(attempt.stepId))
    for (const revision of change.revisions) insertRevision(revision, keyOf(revision.stepId))
    const dropped = new Set(change.dropPartials)
    const arrived = change.partials.filter((partial) => !dropped.has(partial.stepId))
    for (const partial of arrived) appendPartial(partial, keyOf(partial.stepId), version)
    for (const stepId of dropped) statements.dropPartials.run(keyOf(stepId))

    const isMarked = change.runChanged || change.steps.length > 0 || arrived.length > 0
    if (!isMarked) statements.markRun.run(version, run.id)
  }

  /** Counted in memory: while a lease is held nobody else commits, and asking the database takes all its steps. */
  function nextVersion({ runId, token }: Lease): number {
    const last = versions.get(runId)
    const version = (last?.token === token ? last.version : (readVersion(runId) ?? 0)) + 1
    versions.set(runId, { token, version })
    return version
  }

  function readVersion(runId: string): number | undefined {
    return statements.version.get({ runId })
  }

  function writeStep(row: StepRunRow): void {
    // A step that a rebase added is not there yet, and has its place in `writeDefinition`.
    if (statements.updateStepRun.run(row).changes > 0) return
    statements.insertStepRun.run({ ...row, position: null })
  }

  function writeDefinition(run: Run): void {
    statements.writeDefinition.run(toRunDefinitionRow(run))
    for (const [index, step] of run.steps.entries()) {
      statements.placeStepRun.run(index + 1, step.label, run.id, step.id)
    }
    for (const step of run.removedSteps) statements.placeStepRun.run(null, step.label, run.id, step.id)
    search.labelsChanged(run.id)
  }

  function writeAttempt(attempt: Attempt, stepRun: number): void {
    const row = toAttemptRow(attempt, stepRun)
    if (statements.endAttempt.run(row).changes > 0) return
    statements.insertAttempt.run(row)
    statements.insertRequest.run(row.id, attempt.systemPrompt, JSON.stringify(attempt.messages))
  }

  function insertRevision(revision: Revision, stepRun: number): void {
    // What UTF-8 can't hold would not come back as it was written.
    const text = revision.text.toWellFormed()
    const { lastInsertRowid } = statements.insertRevision.run(
      stepRun,
      statements.newestRevision.get(stepRun),
      revision.number,
      revision.source,
      revision.fingerprint,
      revision.fingerprintVersion,
      revision.attempt,
      Number(revision.truncated),
      revision.createdAt,
      checksum(text, stepRun, revision.number),
      text,
    )
    statements.pointToRevision.run(lastInsertRowid, stepRun)
  }

  function appendPartial(partial: PartialText, stepRun: number, version: number): void {
    const { attempt, offset, text } = partial
    statements.dropEarlierPartials.run(stepRun, attempt)
    statements.insertPartial.run(stepRun, attempt, offset, version, toPartialColumn(text))
  }

  return { insertRun, applyChange, readVersion }
}

function prepareStatements(database: Database) {
  return {
    insertRun: database.prepare(insertSql('runs', ['id', 'input_preview', ...RUN_COLUMNS])),
    updateRun: database.prepare(`UPDATE runs SET ${assignments(RUN_COLUMNS)} WHERE id = @id`),
    markRun: database.prepare('UPDATE runs SET version = ? WHERE id = ?'),
    version: database
      .prepare<[{ runId: string }], number>(
        `SELECT max(version,
           (SELECT coalesce(max(run_version), 0) FROM step_runs WHERE run_id = @runId),
           (SELECT coalesce(max(partial_texts.run_version), 0) FROM step_runs
            JOIN partial_texts ON step_run_id = step_runs.id WHERE run_id = @runId))
         FROM runs WHERE id = @runId AND deleted_at IS NULL`,
      )
      .pluck(),
    writeDefinition: database.prepare(
      `INSERT OR REPLACE INTO run_definitions (run_id, input, input_description, steps, removed_steps, estimate)
       VALUES (@run_id, @input, @input_description, @steps, @removed_steps, @estimate)`,
    ),
    findStepRun: database
      .prepare<[string, string], number>('SELECT id FROM step_runs WHERE run_id = ? AND step_id = ?')
      .pluck(),
    insertStepRun: database.prepare(
      insertSql('step_runs', ['run_id', 'step_id', 'position', ...STEP_RUN_STATE_COLUMNS]),
    ),
    updateStepRun: database.prepare(
      `UPDATE step_runs SET ${assignments(STEP_RUN_STATE_COLUMNS)}
       WHERE run_id = @run_id AND step_id = @step_id`,
    ),
    placeStepRun: database.prepare(
      'UPDATE step_runs SET position = ?, label = ? WHERE run_id = ? AND step_id = ?',
    ),
    insertAttempt: database.prepare(insertSql('attempts', ATTEMPT_COLUMNS)),
    endAttempt: database.prepare(`UPDATE attempts SET ${assignments(ATTEMPT_END_COLUMNS)} WHERE id = @id`),
    insertRequest: database.prepare(
      'INSERT INTO attempt_requests (attempt_id, system_prompt, messages) VALUES (?, ?, ?)',
    ),
    newestRevision: database
      .prepare<[number], number | null>('SELECT revision_id FROM step_runs WHERE id = ?')
      .pluck(),
    insertRevision: database.prepare(
      `INSERT INTO revisions (step_run_id, previous_id, number, source, fingerprint, fingerprint_version, attempt,
         truncated, created_at, checksum, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    pointToRevision: database.prepare('UPDATE step_runs SET revision_id = ? WHERE id = ?'),
    insertPartial: database.prepare(
      'INSERT INTO partial_texts (step_run_id, attempt, offset, run_version, text) VALUES (?, ?, ?, ?, ?)',
    ),
    dropEarlierPartials: database.prepare('DELETE FROM partial_texts WHERE step_run_id = ? AND attempt < ?'),
    dropPartials: database.prepare('DELETE FROM partial_texts WHERE step_run_id = ?'),
  }
}

function insertSql(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (@${columns.join(', @')})`
}

function assignments(columns: readonly string[]): string {
  return columns.map((column) => `${column} = @${column}`).join(', ')
}
