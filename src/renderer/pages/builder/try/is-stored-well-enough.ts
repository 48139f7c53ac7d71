import type { Workflow } from '@shared/model/workflow'
import type { EditedWorkflow } from '../document/edited-workflow'

/**
 * Whether a step can be tried on the stored workflow. Its own settings are sent along; what its references mean
 * depends on the other steps, which must be the same there.
 */
export function isStoredWellEnough(stored: Workflow | null, edited: EditedWorkflow, stepId: string): boolean {
  if (stored === null || stored.steps.length !== edited.steps.length) return false
  return edited.steps.every((step, position) => {
    const other = stored.steps[position]
    if (step.id !== other?.id) return false
    return step.id === stepId || (step.label === other.label && step.enabled === other.enabled)
  })
}
