import { foldText, holdsFolded } from './fold-text'
import type { StoreContext } from './store-context'

export interface WorkflowOfRunsFilter {
  /** A part of the name. */
  search?: string | undefined
  /** Only this one. */
  workflowId?: string | undefined
  limit: number
}

/** A workflow that has runs. */
export interface WorkflowOfRuns {
  id: string
  /** Of one that is gone for good: as its newest run has it. */
  name: string
  deleted: boolean
}

/**
 * The workflows that have runs, the one with the newest run first. It looks for one id after the other in the index, so
 * that it costs what there are workflows, however many runs each of them has.
 */
export function createWorkflowsOfRuns({ database }: StoreContext) {
  const select = database.prepare<unknown[], { id: string; name: string; deleted: number }>(`
    WITH RECURSIVE found (id) AS (
      SELECT min(workflow_id) FROM runs WHERE deleted_at IS NULL
      UNION ALL
      SELECT (SELECT min(workflow_id) FROM runs WHERE deleted_at IS NULL AND workflow_id > found.id)
      FROM found WHERE found.id IS NOT NULL
    ), named AS (
      SELECT found.id, coalesce(workflows.name, newest.workflow_name) AS name, newest.created_at,
        workflows.id IS NULL OR workflows.deleted_at IS NOT NULL AS deleted
      FROM found
      JOIN runs AS newest ON newest.id = (
        SELECT id FROM runs WHERE workflow_id = found.id AND deleted_at IS NULL
        ORDER BY created_at DESC, id DESC LIMIT 1)
      LEFT JOIN workflows ON workflows.id = found.id
    )
    SELECT id, name, deleted FROM named
    WHERE (@workflowId IS NULL OR id = @workflowId) AND (@search = '' OR ${holdsFolded('name', '@search')})
    ORDER BY created_at DESC, id DESC LIMIT @limit`)

  return ({ search = '', workflowId, limit }: WorkflowOfRunsFilter): WorkflowOfRuns[] =>
    select
      .all({ search: foldText(search).trim(), workflowId: workflowId ?? null, limit })
      .map(({ deleted, ...workflow }) => ({ ...workflow, deleted: deleted === 1 }))
}
