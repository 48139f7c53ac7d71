import { ORPCError } from '@orpc/client'
import type { ApiClient, WorkflowWithDraft } from '@shared/contract'

/** A workflow as it is stored now; null: it was deleted. */
export async function findStored(client: ApiClient, workflowId: string): Promise<WorkflowWithDraft | null> {
  try {
    return await client.workflows.get({ workflowId })
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND')) return null
    throw error
  }
}

export function hasCode(error: unknown, code: 'CONFLICT' | 'NOT_FOUND'): boolean {
  return error instanceof ORPCError && error.code === code
}
