import type { WorkflowSettings } from '@shared/model/workflow'
import type { EditedWorkflow } from './edited-workflow'

/** A template's workflow, as if it had been authored here. */
export function applyTemplate(template: WorkflowSettings, newId: () => string): EditedWorkflow {
  return { ...template, steps: template.steps.map((step) => ({ ...step, id: newId() })) }
}
