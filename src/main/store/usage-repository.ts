import type { TrialSpend } from '@main/engine/ports'
import { ATTEMPTS_OF_STEP_RUN } from './attempt-row'
import type { StoreContext } from './store-context'
import { toUsageColumns, USAGE_COLUMNS } from './usage-columns'

/** Sums over requests, failed ones included. */
export interface UsageFigures {
  requests: number
  /** USD of the requests whose price is known; null if there is none such. */
  costUsd: number | null
  /** Requests whose price is not known. */
  unpriced: number
  inputTokens: number
  outputTokens: number
  cachedInputTokens: number
  /** Some tokens were counted here because the provider sent no figures. */
  estimated: boolean
}

/** Figures of one kind of request in a quarter of an hour. */
export interface UsageBucket extends UsageFigures {
  /** Start of the quarter, milliseconds since the epoch. */
  at: number
  connection: string
  kind: string
  model: string
  /** Null: runs of files and of templates, and trials of steps. */
  workflowId: string | null
  workflowName: string
}

export interface UsageRepository {
  /** Requests that started from `from` on and before `to`, of deleted runs too. Oldest first. */
  buckets(span: { from: number; to: number; workflowId?: string | undefined }): UsageBucket[]
  /** @returns the record's id. @param id of the record whose place is taken; null: a new one */
  recordTrial(trial: TrialSpend, id: number | null): number
}

/** Every time zone's day begins at a multiple of this. */
const BUCKET_MS = 15 * 60 * 1000

const FIGURES = `count(*) AS requests, sum(cost_estimate) AS costUsd,
  count(*) - count(cost_estimate) AS unpriced, coalesce(sum(input_tokens), 0) AS inputTokens,
  coalesce(sum(output_tokens), 0) AS outputTokens, coalesce(sum(cached_input_tokens), 0) AS cachedInputTokens,
  coalesce(max(tokens_estimated), 0) AS estimated`

/** The same columns of both tables that requests are in. */
function requestColumns(table: 'attempts' | 'trials'): string {
  const columns = [
    'started_at',
    'connection_name',
    'connection_kind',
    'model',
    'cost_estimate',
    ...USAGE_COLUMNS,
  ]
  return columns.map((column) => `${table}.${column}`).join(', ')
}

export function createUsageRepository({ database }: StoreContext): UsageRepository {
  // A run's row is written when it stops, so a run that was not written since `from` and isn't running spent nothing.
  const selectBuckets = database.prepare<unknown[], Omit<UsageBucket, 'estimated'> & { estimated: number }>(`
    WITH candidates AS (
      SELECT id, workflow_id, workflow_name FROM runs WHERE updated_at >= @from
      UNION
      SELECT id, workflow_id, workflow_name FROM runs WHERE status = 'running' AND deleted_at IS NULL
    ), requests AS (
      SELECT workflow_id, workflow_name, ${requestColumns('attempts')}
      FROM candidates JOIN step_runs ON run_id = candidates.id JOIN attempts ON ${ATTEMPTS_OF_STEP_RUN}
      UNION ALL
      SELECT NULL, workflow_name, ${requestColumns('trials')} FROM trials
    )
    SELECT ${FIGURES}, started_at / ${BUCKET_MS} * ${BUCKET_MS} AS at, connection_name AS connection,
      connection_kind AS kind, model, workflow_id AS workflowId, workflow_name AS workflowName
    FROM requests
    WHERE started_at >= @from AND started_at < @to AND (@workflowId IS NULL OR workflow_id = @workflowId)
    GROUP BY at, connection_name, connection_kind, model, workflow_id, workflow_name ORDER BY at`)

  const putTrial = database.prepare(`
    INSERT OR REPLACE INTO trials (id, workflow_name, connection_name, connection_kind, model, started_at,
      cost_estimate, ${USAGE_COLUMNS.join(', ')})
    VALUES (@id, @workflowName, @connectionName, @connectionKind, @model, @startedAt,
      @costEstimate, @${USAGE_COLUMNS.join(', @')})`)

  return {
    buckets: ({ from, to, workflowId = null }) =>
      selectBuckets.all({ from, to, workflowId }).map((row) => ({ ...row, estimated: row.estimated !== 0 })),

    recordTrial({ connection, tokenUsage, ...trial }, id) {
      const { lastInsertRowid } = putTrial.run({
        ...trial,
        ...toUsageColumns(tokenUsage),
        id,
        connectionName: connection.name,
        connectionKind: connection.kind,
      })
      return Number(lastInsertRowid)
    },
  }
}
