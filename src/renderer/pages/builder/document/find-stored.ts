import { ORPCError } from '@orpc/client'
import type { ApiClient, WorkflowWithDraft } from '@shared/contract'

/** A workflow as it is stored now; null: it was deleted. */
export function findStored(client: ApiClient, workflowId: string): Promise<WorkflowWithDraft | null> {
  return orNull(client.workflows.get({ workflowId }))
}

/** A workflow that was deleted and can be brought back; null: it can't, or it is there. */
export function findDeleted(client: ApiClient, workflowId: string): Promise<WorkflowWithDraft | null> {
  return orNull(client.workflows.get({ workflowId, deleted: true }))
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND')) return null
    throw error
  }
}

export function hasCode(error: unknown, code: 'CONFLICT' | 'NOT_FOUND'): boolean {
  return error instanceof ORPCError && error.code === code
}
