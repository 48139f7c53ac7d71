import type { Database } from 'better-sqlite3'
import type { StepStatus } from '@shared/model/run'

/** How many steps of a run stand where; the kinds don't overlap and add up to `total`. */
export interface StepCounts {
  total: number
  pending: number
  /** Running or waiting. */
  active: number
  awaitingReview: number
  completed: number
  skipped: number
  failed: number
}

/** A step that the user may want to look at. */
export interface CurrentStep {
  stepId: string
  label: string
  /** From 1. */
  position: number
  status: StepStatus
}

/** What the steps of a run add to its line in a list. */
export interface StepsSummary {
  counts: StepCounts
  current: CurrentStep[]
  /** USD, removed steps included; null when a part has no known price. */
  costEstimate: number | null
  updatedAt: number
}

const MAX_CURRENT = 10

const COUNTED_AS: Record<StepStatus, keyof StepCounts> = {
  pending: 'pending',
  waiting: 'active',
  running: 'active',
  awaiting_review: 'awaitingReview',
  completed: 'completed',
  skipped: 'skipped',
  failed: 'failed',
}

interface GroupRow {
  run_id: string
  status: StepStatus
  steps: number
  cost: number
  unpriced: number
  updated_at: number
}

/** Sums up the steps of several runs in two queries. */
export function createRunStepSummaries(database: Database) {
  const selectGroups = database.prepare<[string], GroupRow>(`
    SELECT run_id, status, count(position) AS steps, total(cost_estimate) AS cost,
      count(*) - count(cost_estimate) AS unpriced, max(run_updated_at) AS updated_at
    FROM step_runs WHERE run_id IN (SELECT value FROM json_each(?)) GROUP BY run_id, status`)
  const selectCurrent = database.prepare<[string], CurrentStep & { runId: string }>(`
    SELECT run_id AS runId, step_id AS stepId, label, position, status FROM step_runs
    WHERE run_id IN (SELECT value FROM json_each(?)) AND position IS NOT NULL
      AND status IN ('running', 'waiting', 'failed', 'awaiting_review') ORDER BY run_id, position`)

  return (runIds: string[]): ((runId: string) => StepsSummary) => {
    const ids = JSON.stringify(runIds)
    const groups = Map.groupBy(selectGroups.all(ids), (row) => row.run_id)
    const current = Map.groupBy(selectCurrent.all(ids), (row) => row.runId)
    return (runId) => ({
      ...sumUp(groups.get(runId) ?? []),
      current: (current.get(runId) ?? []).slice(0, MAX_CURRENT).map(toCurrentStep),
    })
  }
}

function toCurrentStep({ stepId, label, position, status }: CurrentStep): CurrentStep {
  return { stepId, label, position, status }
}

function sumUp(groups: GroupRow[]): Omit<StepsSummary, 'current'> {
  const counts: StepCounts = {
    total: 0,
    pending: 0,
    active: 0,
    awaitingReview: 0,
    completed: 0,
    skipped: 0,
    failed: 0,
  }
  let cost = 0
  let unpriced = 0
  let updatedAt = 0
  for (const group of groups) {
    counts.total += group.steps
    counts[COUNTED_AS[group.status]] += group.steps
    cost += group.cost
    unpriced += group.unpriced
    updatedAt = Math.max(updatedAt, group.updated_at)
  }
  return { counts, costEstimate: unpriced > 0 ? null : cost, updatedAt }
}
