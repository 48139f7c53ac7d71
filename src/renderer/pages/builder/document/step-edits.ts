import type { Step } from '@shared/model/step'
import { renameLabel } from '@shared/prompt/rename-label'
import { uniqueLabel } from '@shared/prompt/unique-label'
import type { EditedWorkflow } from './edited-workflow'
import { findStep } from './find-step'

/** Changes to a step; undefined removes an optional setting, so that its default applies again. */
export type StepChange = Partial<Omit<Step, 'id' | 'label'>>

/** Sets settings of one step; references are not touched. */
export function changeStep(workflow: EditedWorkflow, stepId: string, change: StepChange): EditedWorkflow {
  return changeSteps(workflow, (steps) =>
    steps.map((step) => (step.id === stepId ? withChange(step, change) : step)),
  )
}

export function changeSteps(workflow: EditedWorkflow, change: (steps: Step[]) => Step[]): EditedWorkflow {
  return { ...workflow, steps: change(workflow.steps) }
}

/** Gives a step another label and the references to it, too. */
export function renameStep(workflow: EditedWorkflow, stepId: string, label: string): EditedWorkflow {
  if (findStep(workflow.steps, stepId) === undefined) return workflow
  return changeSteps(workflow, (steps) => renameLabel(steps, stepId, label))
}

/** Puts a step at another position, counted after it was taken out. */
export function moveStep(workflow: EditedWorkflow, stepId: string, to: number): EditedWorkflow {
  const from = workflow.steps.findIndex((step) => step.id === stepId)
  const step = workflow.steps[from]
  if (step === undefined || from === to) return workflow
  return changeSteps(workflow, (steps) => steps.toSpliced(from, 1).toSpliced(to, 0, step))
}

export function insertStep(workflow: EditedWorkflow, step: Step, at: number): EditedWorkflow {
  return changeSteps(workflow, (steps) => steps.toSpliced(at, 0, step))
}

/** Takes a step out; references to it stay, and are problems where they stand. */
export function deleteStep(workflow: EditedWorkflow, stepId: string): EditedWorkflow {
  return changeSteps(workflow, (steps) => steps.filter((step) => step.id !== stepId))
}

/** Puts a copy below a step, with a label of its own, so that no reference means the copy. */
export function duplicateStep(workflow: EditedWorkflow, stepId: string, newId: string): EditedWorkflow {
  const at = workflow.steps.findIndex((step) => step.id === stepId)
  const step = workflow.steps[at]
  if (step === undefined) return workflow
  const label = uniqueLabel(step.label, new Set(workflow.steps.map((other) => other.label)))
  return insertStep(workflow, { ...structuredClone(step), id: newId, label }, at + 1)
}

function withChange(step: Step, change: StepChange): Step {
  const changed = { ...step, ...change }
  for (const field of REMOVABLE) if (changed[field] === undefined) delete changed[field]
  return changed
}

const REMOVABLE = [
  'systemPrompt',
  'provider',
  'model',
  'temperature',
  'maxTokens',
  'maxRetries',
  'enabled',
  'output',
  'config',
] as const
