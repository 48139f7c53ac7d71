import type { Attempt, FinishReason } from '@shared/model/run'
import { fromJsonColumn, toJsonColumn } from './json-column'
import { toTokenUsage, toUsageColumns, USAGE_COLUMNS, type UsageColumns } from './usage-columns'

/** Room for the attempts of one step run among the ids. */
const IDS_PER_STEP_RUN = 1_000_000

/** The id of an attempt: those of a step run stand together, in their order, without an index. */
export function attemptId(stepRun: number, number: number): number {
  return stepRun * IDS_PER_STEP_RUN + number
}

/** For a query over both tables: the attempts of the step run. */
export const ATTEMPTS_OF_STEP_RUN = `attempts.id BETWEEN step_runs.id * ${IDS_PER_STEP_RUN}
  AND step_runs.id * ${IDS_PER_STEP_RUN} + ${IDS_PER_STEP_RUN - 1}`

/** For a query over both tables: the attempt that wrote the revision. */
export const ATTEMPT_OF_REVISION = `attempts.id = revisions.step_run_id * ${IDS_PER_STEP_RUN} + revisions.attempt`

/** An attempt without the texts it sent. */
export interface AttemptRow extends UsageColumns {
  id: number
  step_run_id: number
  number: number
  connection_name: string
  connection_kind: string
  model: string
  outcome: Attempt['outcome']
  finish_reason: FinishReason['unified'] | null
  finish_reason_raw: string | null
  cost_estimate: number | null
  started_at: number
  finished_at: number | null
  error: string | null
}

/** What the end of an attempt writes. */
export const ATTEMPT_END_COLUMNS = [
  'outcome',
  'finish_reason',
  'finish_reason_raw',
  ...USAGE_COLUMNS,
  'cost_estimate',
  'finished_at',
  'error',
] as const

export const ATTEMPT_COLUMNS = [
  'id',
  'step_run_id',
  'number',
  'connection_name',
  'connection_kind',
  'model',
  'started_at',
  ...ATTEMPT_END_COLUMNS,
] as const

export function toAttemptRow(attempt: Attempt, stepRun: number): AttemptRow {
  return {
    id: attemptId(stepRun, attempt.number),
    step_run_id: stepRun,
    number: attempt.number,
    connection_name: attempt.connection.name,
    connection_kind: attempt.connection.kind,
    model: attempt.model,
    outcome: attempt.outcome,
    finish_reason: attempt.finishReason?.unified ?? null,
    finish_reason_raw: attempt.finishReason?.raw ?? null,
    ...toUsageColumns(attempt.tokenUsage),
    cost_estimate: attempt.costEstimate,
    started_at: attempt.startedAt,
    finished_at: attempt.finishedAt,
    error: toJsonColumn(attempt.error),
  }
}

export function toAttempt(
  row: AttemptRow & { system_prompt: string | null; messages: string | null },
  stepId: string,
): Attempt {
  return {
    stepId,
    number: row.number,
    connection: { name: row.connection_name, kind: row.connection_kind },
    model: row.model,
    systemPrompt: row.system_prompt ?? '',
    messages: fromJsonColumn(row.messages) ?? [],
    outcome: row.outcome,
    finishReason:
      row.finish_reason === null ? null : { unified: row.finish_reason, raw: row.finish_reason_raw ?? '' },
    error: fromJsonColumn(row.error),
    tokenUsage: toTokenUsage(row),
    costEstimate: row.cost_estimate,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}
