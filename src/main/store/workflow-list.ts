import type { WorkflowSummary } from '@shared/model/workflow'
import { foldText } from './fold-text'
import { DERIVED_STATUS } from './lease'
import { fromCursor, toPage, type Page, type Paging } from './page'
import { UNDO_MS, type StoreContext } from './store-context'

export interface WorkflowFilter extends Paging {
  /** Anywhere in the name or the description. */
  search?: string | undefined
  /** The exact name; it may repeat. */
  name?: string | undefined
}

interface SummaryRow {
  id: string
  name: string
  description: string | null
  step_labels: string
  last_run_id: string | null
  last_run_status: string | null
  last_run_at: number | null
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
        `(instr(fold_text(workflows.name), @search) > 0 OR instr(fold_text(workflows.description), @search) > 0)`,
      )
    }
    const where = conditions.join(' AND ')
    const place = fromCursor(filter.cursor)
    const parameters = {
      undoFrom: now() - UNDO_MS,
      name: filter.name ?? null,
      search: foldText(filter.search ?? '').trim(),
      time: place.time,
      id: place.id,
      rows: filter.limit + 1,
    }

    const rows = database
      .prepare<unknown[], SummaryRow>(`
        SELECT workflows.id, workflows.name, workflows.description, workflows.updated_at,
          (SELECT json_group_array(label ORDER BY position) FROM workflow_steps
           WHERE workflow_id = workflows.id) AS step_labels,
          runs.id AS last_run_id, ${DERIVED_STATUS} AS last_run_status, runs.created_at AS last_run_at
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

function toSummary(row: SummaryRow): WorkflowSummary {
  const stepLabels: string[] = JSON.parse(row.step_labels)
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? '',
    stepCount: stepLabels.length,
    stepLabels,
    lastRun:
      row.last_run_id === null || row.last_run_status === null || row.last_run_at === null
        ? null
        : { id: row.last_run_id, status: row.last_run_status, at: row.last_run_at },
    updatedAt: row.updated_at,
  }
}
