import type { Step } from '@shared/model/step'
import { reboundReferences } from '@shared/prompt/rebound-references'
import type { EditedWorkflow } from './edited-workflow'

/** What undo and redo go through. A value. */
export interface EditedDocument {
  workflow: EditedWorkflow
  /**
   * The steps when every reference last meant what the user meant by it. Null: that is so now. Otherwise a reorder,
   * a rename or the like made references mean other steps, and the user has not decided about it yet.
   */
  agreed: Step[] | null
}

/** The document after an edit: also says whether references mean other steps now. */
export function editDocument(
  before: EditedDocument,
  edit: (workflow: EditedWorkflow) => EditedWorkflow,
): EditedDocument {
  const workflow = edit(before.workflow)
  const { steps } = workflow
  if (before.agreed === null && !movesReferences(before.workflow.steps, steps)) {
    return { workflow, agreed: null }
  }
  const agreed = before.agreed ?? before.workflow.steps
  return { workflow, agreed: reboundReferences(agreed, steps).length > 0 ? agreed : null }
}

/** Whether labels or places differ: nothing else can give a reference another meaning. */
function movesReferences(before: readonly Step[], after: readonly Step[]): boolean {
  if (before === after) return false
  if (before.length !== after.length) return true
  return before.some((step, index) => step.id !== after[index]?.id || step.label !== after[index]?.label)
}
