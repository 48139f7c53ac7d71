import type { Database } from 'better-sqlite3'
import { BatonError } from '@shared/errors'
import type { FrozenStep, RevisionSource, Run, StepRun } from '@shared/model/run'
import { verifyChecksum } from './checksum'
import { joinPartialTexts, type PartialTextRow } from './partial-text'
import { toRunDefinition, toRunOptions, type RunDefinitionRow, type RunRow } from './run-row'
import { toStepRun, type StepRunRow } from './step-run-row'

type LoadedStepRow = StepRunRow & {
  id: number
  output: string | null
  checksum: number | null
  revision_source: RevisionSource | null
}

/**
 * Loads a run with its outputs and partial texts, in three queries however many steps it has.
 * @param hasLivingOwner a run that is stored as running and has none is `interrupted`
 */
export function createRunLoader(database: Database, hasLivingOwner: (runId: string) => boolean) {
  const selectRun = database.prepare<[string], RunRow & RunDefinitionRow>(`
    SELECT runs.*, run_definitions.* FROM runs JOIN run_definitions ON run_id = id
    WHERE id = ? AND deleted_at IS NULL`)
  const selectSteps = database.prepare<[string], LoadedStepRow>(`
    SELECT step_runs.*, revisions.text AS output, checksum, revisions.source AS revision_source
    FROM step_runs
    LEFT JOIN revisions ON revisions.id = revision_id
    WHERE run_id = ?`)
  const selectPartials = database.prepare<[string], PartialTextRow & { step_run_id: number }>(`
    SELECT step_run_id, attempt, offset, text FROM partial_texts
    WHERE step_run_id IN (SELECT id FROM step_runs WHERE run_id = ?) ORDER BY id`)

  const load = database.transaction((runId: string): Run | undefined => {
    const row = selectRun.get(runId)
    if (row === undefined) return undefined
    const definition = toRunDefinition(row)
    const stepRows = selectSteps.all(runId)
    const byStepId = new Map(stepRows.map((step) => [step.step_id, step]))
    const partials = Map.groupBy(selectPartials.all(runId), (piece) => piece.step_run_id)

    const toStep = (settings: FrozenStep): StepRun => {
      const step = byStepId.get(settings.id)
      if (step === undefined) {
        throw new BatonError('STORAGE_CORRUPT', `The run "${runId}" has lost its step "${settings.label}".`)
      }
      if (step.revision !== null) verifyOutput(step, step.revision)
      const partial = joinPartialTexts(partials.get(step.id) ?? [], step.attempts)
      return toStepRun(step, settings, { output: step.output, source: step.revision_source, partial })
    }

    return {
      id: row.id,
      workflowId: row.workflow_id,
      workflowName: row.workflow_name,
      sourcePath: row.source_path,
      status: row.status === 'running' && !hasLivingOwner(runId) ? 'interrupted' : row.status,
      pauseReason: row.pause_reason,
      input: definition.input,
      inputDescription: definition.inputDescription,
      options: toRunOptions(row),
      steps: definition.steps.map(toStep),
      removedSteps: definition.removedSteps.map(toStep),
      seq: stepRows.reduce((seq, step) => Math.max(seq, step.run_seq), row.seq),
      createdAt: row.created_at,
      updatedAt: stepRows.reduce((at, step) => Math.max(at, step.run_updated_at), row.updated_at),
      finishedAt: row.finished_at,
    }
  })
  return (runId: string): Run | undefined => load.deferred(runId)
}

function verifyOutput({ id, output, checksum }: LoadedStepRow, revision: number): void {
  if (output === null || checksum === null) {
    throw new BatonError('STORAGE_CORRUPT', 'An output is missing from the database.')
  }
  verifyChecksum(output, id, revision, checksum)
}
