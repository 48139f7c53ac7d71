import type { FrozenStep, RevisionSource, Run, StepRun, StepStatus } from '@shared/model/run'
import { fromJsonColumn, toJsonColumn } from './json-column'
import { toTokenUsage, toUsageColumns, USAGE_COLUMNS, type UsageColumns } from './usage-columns'

/** The state of a step as `step_runs` has it: no settings, no texts. */
export interface StepRunRow extends UsageColumns {
  run_id: string
  step_id: string
  label: string
  status: StepStatus
  revision: number | null
  fingerprint: string | null
  fingerprint_version: number | null
  attempts: number
  rerun: StepRun['rerun']
  until: number | null
  stale: number
  stale_because: string | null
  truncated: number
  reused: number
  cost_estimate: number | null
  duration_ms: number | null
  started_at: number | null
  finished_at: number | null
  seq: number
  run_seq: number
  run_updated_at: number
  run_version: number
  error: string | null
  feedback: string | null
}

/** The columns that change with a step. None of them is indexed, so a change writes one page. */
export const STEP_RUN_STATE_COLUMNS = [
  'label',
  'status',
  'revision',
  'fingerprint',
  'fingerprint_version',
  'attempts',
  'rerun',
  'until',
  'stale',
  'stale_because',
  'truncated',
  'reused',
  ...USAGE_COLUMNS,
  'cost_estimate',
  'duration_ms',
  'started_at',
  'finished_at',
  'seq',
  'run_seq',
  'run_updated_at',
  'run_version',
  'error',
  'feedback',
] as const

export function toStepRunRow(step: StepRun, run: Run, version: number): StepRunRow {
  return {
    run_id: run.id,
    step_id: step.id,
    label: step.label,
    status: step.status,
    revision: step.revision,
    fingerprint: step.fingerprint,
    fingerprint_version: step.fingerprintVersion,
    attempts: step.attempts,
    rerun: step.rerun,
    until: step.until,
    stale: Number(step.stale),
    stale_because: step.staleBecause,
    truncated: Number(step.truncated),
    reused: Number(step.reused),
    ...toUsageColumns(step.tokenUsage),
    cost_estimate: step.costEstimate,
    duration_ms: step.durationMs,
    started_at: step.startedAt,
    finished_at: step.finishedAt,
    seq: step.seq,
    run_seq: run.seq,
    run_updated_at: run.updatedAt,
    run_version: version,
    error: toJsonColumn(step.error),
    feedback: toJsonColumn(step.feedback),
  }
}

export function toStepRun(
  row: StepRunRow,
  settings: FrozenStep,
  texts: {
    output: string | null
    source: RevisionSource | null
    partial: string
    unknownFinish: string | null
  },
): StepRun {
  return {
    id: row.step_id,
    label: row.label,
    settings,
    status: row.status,
    output: texts.output,
    revision: row.revision,
    ...(texts.source !== null && { revisionSource: texts.source }),
    fingerprint: row.fingerprint,
    fingerprintVersion: row.fingerprint_version,
    partial: texts.partial,
    attempts: row.attempts,
    feedback: fromJsonColumn(row.feedback),
    rerun: row.rerun,
    until: row.until,
    stale: row.stale !== 0,
    staleBecause: row.stale_because,
    truncated: row.truncated !== 0,
    unknownFinish: texts.unknownFinish,
    reused: row.reused !== 0,
    tokenUsage: toTokenUsage(row),
    costEstimate: row.cost_estimate,
    durationMs: row.duration_ms,
    error: fromJsonColumn(row.error),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    seq: row.seq,
  }
}
