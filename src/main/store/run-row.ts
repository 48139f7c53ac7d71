import type {
  FrozenStep,
  PauseReason,
  Run,
  RunEstimate,
  RunInput,
  RunOptions,
  RunStatus,
} from '@shared/model/run'
import type { InputDescription } from '@shared/model/workflow'
import { cutText } from './cut-text'
import { fromJsonColumn, toJsonColumn } from './json-column'

/** UTF-16 units. */
const PREVIEW_LENGTH = 200

/** The short part of a run, written with every change of its status. */
export interface RunRow {
  id: string
  workflow_id: string | null
  workflow_name: string
  source_path: string | null
  status: RunStatus
  pause_reason: PauseReason | null
  yolo_mode: number
  concurrency: number
  budget_usd: number | null
  reuse: number
  seq: number
  created_at: number
  updated_at: number
  finished_at: number | null
  version: number
}

export const RUN_COLUMNS = [
  'workflow_id',
  'workflow_name',
  'source_path',
  'status',
  'pause_reason',
  'yolo_mode',
  'concurrency',
  'budget_usd',
  'reuse',
  'seq',
  'created_at',
  'updated_at',
  'finished_at',
  'version',
] as const

/** The long part of a run, written when it starts and by a rebase. */
export interface RunDefinitionRow {
  run_id: string
  input: string | null
  input_description: string | null
  steps: string
  removed_steps: string
  estimate: string | null
}

export function toRunRow(run: Run, version: number): RunRow {
  return {
    id: run.id,
    workflow_id: run.workflowId,
    workflow_name: run.workflowName,
    source_path: run.sourcePath,
    // `interrupted` is what `running` looks like from outside; it is never stored.
    status: run.status === 'interrupted' ? 'running' : run.status,
    pause_reason: run.pauseReason,
    yolo_mode: Number(run.options.yoloMode),
    concurrency: run.options.concurrency,
    budget_usd: run.options.budgetUsd,
    reuse: Number(run.options.reuse),
    seq: run.seq,
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    finished_at: run.finishedAt,
    version,
  }
}

/** The start of an input, one line, for lists. */
export function inputPreview(input: RunInput | undefined): string | null {
  if (input === undefined) return null
  const text = typeof input === 'string' ? input : JSON.stringify(input)
  const line = text
    .slice(0, 10 * PREVIEW_LENGTH)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return cutText(line, PREVIEW_LENGTH)
}

export function toRunDefinitionRow(run: Run): RunDefinitionRow {
  return {
    run_id: run.id,
    input: run.input === undefined ? null : JSON.stringify(run.input),
    input_description: toJsonColumn(run.inputDescription),
    steps: JSON.stringify(run.steps.map((step) => step.settings)),
    removed_steps: JSON.stringify(run.removedSteps.map((step) => step.settings)),
    estimate: toJsonColumn(run.estimate),
  }
}

export function toRunOptions(
  row: Pick<RunRow, 'yolo_mode' | 'concurrency' | 'budget_usd' | 'reuse'>,
): RunOptions {
  return {
    yoloMode: row.yolo_mode !== 0,
    concurrency: row.concurrency,
    budgetUsd: row.budget_usd,
    reuse: row.reuse !== 0,
  }
}

export interface RunDefinition {
  input: RunInput | undefined
  inputDescription: InputDescription | null
  steps: FrozenStep[]
  removedSteps: FrozenStep[]
  estimate: RunEstimate | null
}

export function toRunDefinition(row: Omit<RunDefinitionRow, 'run_id'>): RunDefinition {
  return {
    input: row.input === null ? undefined : JSON.parse(row.input),
    inputDescription: fromJsonColumn(row.input_description),
    steps: JSON.parse(row.steps),
    removedSteps: JSON.parse(row.removed_steps),
    estimate: fromJsonColumn(row.estimate),
  }
}
