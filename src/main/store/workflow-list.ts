import type { StepStatus } from '@shared/model/run'
import type { StepType } from '@shared/model/step'
import type { LastRun, WorkflowSummary } from '@shared/model/workflow-summary'
import { foldText, holdsFolded } from './fold-text'
import { DERIVED_STATUS } from './lease'
import { fromCursor, toPage, type Page, type Paging } from './page'
import { UNDO_MS, type StoreContext } from './store-context'

export interface WorkflowFilter extends Paging {
  /** Anywhere in the name or the description. */
  search?: string | undefined
  /** Words, in any order, of each of which the name has the letters, in their order. */
  letters?: string | undefined
  /** The exact name; it may repeat. */
  name?: string | undefined
}

interface SummaryRow {
  id: string
  name: string
  description: string | null
  /** JSON of the steps, in order: `[label, step type]`. */
  steps: string
  /** JSON of the `LastRun`, with its steps as `[label, status]`. */
  last_run: string | null
  updated_at: number
}

/** Lists workflows, newest change first: one query for all that a list shows. */
export function createWorkflowList({ database, leases, now }: StoreContext) {
  return (filter: WorkflowFilter): Page<WorkflowSummary> => {
    const conditions = [
      filter.deleted === true ? `workflows.deleted_at > @undoFrom` : 'workflows.deleted_at IS NULL',
    ]
    if (filter.name !== undefined) conditions.push('workflows.name = @name')
    if (filter.search !== undefined && filter.search.trim() !== '') {
      conditions.push(
        `(${holdsFolded('workflows.name', '@search')} OR ${holdsFolded('workflows.description', '@search')})`,
      )
    }
    if (filter.letters !== undefined) {
      conditions.push(String.raw`NOT EXISTS (
        SELECT 1 FROM json_each(@letters) WHERE fold_text(workflows.name) NOT LIKE value ESCAPE '\')`)
    }
    const where = conditions.join(' AND ')
    const place = fromCursor(filter.cursor)
    const parameters = {
      undoFrom: now() - UNDO_MS,
      name: filter.name ?? null,
      search: foldText(filter.search ?? '').trim(),
      letters: JSON.stringify(lettersInOrder(filter.letters ?? '')),
      time: place.time,
      id: place.id,
      rows: filter.limit + 1,
    }

    const rows = database
      .prepare<unknown[], SummaryRow>(`
        SELECT workflows.id, workflows.name, workflows.description, workflows.updated_at,
          (SELECT json_group_array(json_array(label, step_type) ORDER BY position) FROM workflow_steps
           WHERE workflow_id = workflows.id) AS steps,
          CASE WHEN runs.id IS NOT NULL THEN json_object(
            'id', runs.id, 'status', ${DERIVED_STATUS}, 'pauseReason', runs.pause_reason, 'at', runs.created_at,
            'durationMs', runs.finished_at - runs.created_at,
            'costEstimate', (SELECT CASE WHEN count(*) = count(cost_estimate) THEN total(cost_estimate) END
              FROM step_runs WHERE run_id = runs.id),
            'steps', json((SELECT json_group_array(json_array(label, status) ORDER BY position)
              FROM step_runs WHERE run_id = runs.id AND position IS NOT NULL))
          ) END AS last_run
        FROM workflows
        LEFT JOIN runs ON runs.id = (
          SELECT id FROM runs WHERE workflow_id = workflows.id AND deleted_at IS NULL
          ORDER BY created_at DESC, id DESC LIMIT 1)
        WHERE ${where} AND (workflows.updated_at, workflows.id) < (@time, @id)
        ORDER BY workflows.updated_at DESC, workflows.id DESC LIMIT @rows`)
      .all({ ...parameters, living: JSON.stringify(leases.livingRunIds()) })

    const total =
      filter.count === true
        ? (database
            .prepare<unknown[], number>(`SELECT count(*) FROM workflows WHERE ${where}`)
            .pluck()
            .get(parameters) ?? 0)
        : null
    return toPage(rows.map(toSummary), filter.limit, ({ updatedAt, id }) => ({ time: updatedAt, id }), total)
  }
}

/** A pattern for `LIKE` from each word. */
function lettersInOrder(text: string): string[] {
  const words = foldText(text).split(/\s+/).filter(Boolean)
  return words.map((word) => `%${Array.from(word, (letter) => letter.replace(/[%_\\]/, '\\$&')).join('%')}%`)
}

function toSummary(row: SummaryRow): WorkflowSummary {
  const steps: [label: string, stepType: StepType][] = JSON.parse(row.steps)
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? '',
    stepCount: steps.length,
    stepLabels: steps.map(([label]) => label),
    stepTypes: steps.map(([, stepType]) => stepType),
    lastRun: row.last_run === null ? null : toLastRun(row.last_run),
    updatedAt: row.updated_at,
  }
}

function toLastRun(json: string): LastRun {
  const run: Omit<LastRun, 'steps'> & { steps: [label: string, status: StepStatus][] } = JSON.parse(json)
  return { ...run, steps: run.steps.map(([label, status]) => ({ label, status })) }
}
