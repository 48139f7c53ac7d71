import type { Step, StepSettings, StepType } from '@shared/model/step'
import { newStep } from '@shared/model/step-type-defaults'
import { uniqueLabel } from '@shared/prompt/unique-label'
import { insertStep } from './step-edits'
import type { EditedWorkflow } from './edited-workflow'

/** Puts a new step of a type at the end; it works on what the step above it hands on. */
export function addStep(workflow: EditedWorkflow, stepType: StepType, id: string): EditedWorkflow {
  const { steps } = workflow
  const settings = newStep(stepType, steps.at(-1)?.label)
  const label = uniqueLabel(settings.label, new Set(steps.map((step) => step.label)))
  return insertStep(workflow, { ...settings, label, id }, steps.length)
}

/** Puts a preset step at the end, with the label it has: presets refer to each other by their labels. */
export function addPresetStep(workflow: EditedWorkflow, settings: StepSettings, id: string): EditedWorkflow {
  const step: Step = { ...settings, id }
  return insertStep(workflow, step, workflow.steps.length)
}
