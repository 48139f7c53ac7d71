import type { PauseReason, RunStatus } from '@shared/model/run'
import { DERIVED_STATUS } from './lease'
import { fromCursor, toPage, type Page, type Paging } from './page'
import {
  createRunStepSummaries,
  type CurrentStep,
  type StepCounts,
  type StepsSummary,
} from './run-step-summaries'
import { UNDO_MS, type StoreContext } from './store-context'

export interface RunFilter extends Paging {
  workflowId?: string | undefined
  /** Any of these; all when absent. */
  statuses?: RunStatus[] | undefined
  /** Paused for one of these; whatever their status when absent. */
  pauseReasons?: PauseReason[] | undefined
  /** The start of the id. */
  idPrefix?: string | undefined
}

/** What a list of runs shows of each. */
export interface RunSummary {
  id: string
  workflowId: string | null
  workflowName: string
  status: RunStatus
  pauseReason: PauseReason | null
  /** It runs, and will be paused by the user when what is in flight has finished. */
  pausing: boolean
  /** The start of the input, one line; null without an input. */
  inputPreview: string | null
  /** USD so far; null when a part of it has no known price. */
  costEstimate: number | null
  steps: StepCounts
  /** Steps that run, wait, failed or are open gates, in order, at most ten. */
  current: CurrentStep[]
  createdAt: number
  updatedAt: number
  finishedAt: number | null
}

interface RunRow {
  id: string
  workflow_id: string | null
  workflow_name: string
  status: RunStatus
  pause_reason: PauseReason | null
  input_preview: string | null
  created_at: number
  updated_at: number
  finished_at: number | null
}

const ALL = 'all'
/** Which stored status, and which of the runs with it: `running` is told apart by the life of the owner. */
const STATUS_CONDITIONS: Record<RunStatus | typeof ALL, string> = {
  [ALL]: 'TRUE',
  running: `runs.status = 'running' AND runs.id IN (SELECT value FROM json_each(@living))`,
  interrupted: `runs.status = 'running' AND runs.id NOT IN (SELECT value FROM json_each(@living))`,
  paused: `runs.status = 'paused'`,
  completed: `runs.status = 'completed'`,
  failed: `runs.status = 'failed'`,
  stopped: `runs.status = 'stopped'`,
}

/** Lists runs, newest first. */
export function createRunList({ database, leases, now }: StoreContext) {
  const summarizeSteps = createRunStepSummaries(database)

  return (filter: RunFilter): Page<RunSummary> => {
    const conditions = [
      filter.deleted === true ? 'deleted_at > @undoFrom AND purged_at IS NULL' : 'deleted_at IS NULL',
    ]
    if (filter.workflowId !== undefined) conditions.push('workflow_id = @workflowId')
    if (filter.pauseReasons !== undefined) {
      conditions.push('pause_reason IN (SELECT value FROM json_each(@pauseReasons))')
    }
    if (filter.idPrefix !== undefined) conditions.push('id >= @idPrefix AND id < @idPrefixEnd')
    const place = fromCursor(filter.cursor)
    const parameters = {
      living: JSON.stringify(leases.livingRunIds()),
      undoFrom: now() - UNDO_MS,
      workflowId: filter.workflowId ?? null,
      pauseReasons: JSON.stringify(filter.pauseReasons ?? []),
      idPrefix: filter.idPrefix ?? null,
      idPrefixEnd: `${filter.idPrefix ?? ''}\u{10FFFF}`,
      time: place.time,
      id: place.id,
      rows: filter.limit + 1,
    }
    const where = (status: keyof typeof STATUS_CONDITIONS): string =>
      [...conditions, STATUS_CONDITIONS[status]].join(' AND ')

    // Each status has an index that ends in the time; a query over several would sort all their runs.
    const statuses = filter.statuses === undefined ? ([ALL] as const) : [...new Set(filter.statuses)]
    const rows = statuses.flatMap((status) =>
      database.prepare<unknown[], RunRow>(selectSql(where(status))).all(parameters),
    )
    rows.sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1))
    const countRuns = (status: keyof typeof STATUS_CONDITIONS): number =>
      Number(
        database
          .prepare(`SELECT count(*) FROM runs WHERE ${where(status)}`)
          .pluck()
          .get(parameters),
      )
    const total = filter.count === true ? statuses.reduce((sum, status) => sum + countRuns(status), 0) : null

    const { items, nextCursor } = toPage(
      rows,
      filter.limit,
      (row) => ({ time: row.created_at, id: row.id }),
      total,
    )
    const steps = summarizeSteps(items.map((row) => row.id))
    const pausing = new Set(leases.livingRunIds('pause'))
    return {
      items: items.map((row) => toSummary(row, pausing.has(row.id), steps(row.id))),
      nextCursor,
      total,
    }
  }
}

function selectSql(where: string): string {
  return `
    SELECT id, workflow_id, workflow_name, ${DERIVED_STATUS} AS status, pause_reason, input_preview, created_at,
      updated_at, finished_at
    FROM runs WHERE ${where} AND (created_at, id) < (@time, @id)
    ORDER BY created_at DESC, id DESC LIMIT @rows`
}

function toSummary(row: RunRow, pausing: boolean, steps: StepsSummary): RunSummary {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    workflowName: row.workflow_name,
    status: row.status,
    pauseReason: row.pause_reason,
    pausing,
    inputPreview: row.input_preview,
    costEstimate: steps.costEstimate,
    steps: steps.counts,
    current: steps.current,
    createdAt: row.created_at,
    updatedAt: Math.max(row.updated_at, steps.updatedAt),
    finishedAt: row.finished_at,
  }
}
