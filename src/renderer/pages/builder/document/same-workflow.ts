import type { Workflow } from '@shared/model/workflow'
import { toBody, toEdited, type EditedWorkflow } from './edited-workflow'
import { inOrder } from './in-order'

/** Whether the same was authored: deleting a workflow and bringing it back is no change of it. */
export function isSame(one: Workflow, other: Workflow): boolean {
  return inOrder(toEdited(one)) === inOrder(toEdited(other))
}

/** Whether a workflow is what is stored when this is sent. */
export function isStoredAs(stored: Workflow, edited: EditedWorkflow): boolean {
  return inOrder(toBody(toEdited(stored))) === inOrder(toBody(edited))
}
