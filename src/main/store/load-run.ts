import type { Database } from 'better-sqlite3'
import { BatonError } from '@shared/errors'
import type { FinishReason, FrozenStep, RevisionSource, Run, StepRun } from '@shared/model/run'
import { ATTEMPT_OF_REVISION } from './attempt-row'
import { verifyChecksum } from './checksum'
import type { Leases } from './lease'
import { joinPartialTexts, type PartialTextRow } from './partial-text'
import { toRunDefinition, toRunOptions, type RunDefinitionRow, type RunRow } from './run-row'
import { toStepRun, type StepRunRow } from './step-run-row'

type LoadedStepRow = StepRunRow & {
  id: number
  output: string | null
  checksum: number | null
  revision_source: RevisionSource | null
  finish_reason: FinishReason['unified'] | null
  finish_reason_raw: string | null
}

/**
 * Loads a run with its outputs and partial texts, in three queries however many steps it has.
 * A run that is stored as running and has no living owner is `interrupted`; one whose owner was asked to pause is
 * `pausing`.
 */
export function createRunLoader(
  database: Database,
  { hasLivingOwner, requestedOf }: Pick<Leases, 'hasLivingOwner' | 'requestedOf'>,
) {
  const selectRun = database.prepare<[string], RunRow & RunDefinitionRow>(`
    SELECT runs.*, run_definitions.* FROM runs JOIN run_definitions ON run_id = id
    WHERE id = ? AND deleted_at IS NULL`)
  const selectSteps = database.prepare<[string], LoadedStepRow>(`
    SELECT step_runs.*, revisions.text AS output, checksum, revisions.source AS revision_source,
      finish_reason, finish_reason_raw
    FROM step_runs
    LEFT JOIN revisions ON revisions.id = revision_id
    LEFT JOIN attempts ON revisions.source = 'model' AND ${ATTEMPT_OF_REVISION}
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
      const { output, revision_source: source } = step
      return toStepRun(step, settings, { output, source, partial, unknownFinish: unknownFinish(step) })
    }

    return {
      id: row.id,
      workflowId: row.workflow_id,
      workflowName: row.workflow_name,
      sourcePath: row.source_path,
      status: row.status === 'running' && !hasLivingOwner(runId) ? 'interrupted' : row.status,
      pauseReason: row.pause_reason,
      pausing: row.status === 'running' && requestedOf(runId) === 'pause',
      input: definition.input,
      inputDescription: definition.inputDescription,
      options: toRunOptions(row),
      steps: definition.steps.map(toStep),
      removedSteps: definition.removedSteps.map(toStep),
      estimate: definition.estimate,
      seq: stepRows.reduce((seq, step) => Math.max(seq, step.run_seq), row.seq),
      createdAt: row.created_at,
      updatedAt: stepRows.reduce((at, step) => Math.max(at, step.run_updated_at), row.updated_at),
      finishedAt: row.finished_at,
    }
  })
  return (runId: string): Run | undefined => load.deferred(runId)
}

function unknownFinish({ finish_reason: reason, finish_reason_raw: raw }: LoadedStepRow): string | null {
  return reason === 'other' || reason === 'tool_calls' ? (raw ?? reason) : null
}

function verifyOutput({ id, output, checksum }: LoadedStepRow, revision: number): void {
  if (output === null || checksum === null) {
    throw new BatonError('STORAGE_CORRUPT', 'An output is missing from the database.')
  }
  verifyChecksum(output, id, revision, checksum)
}
