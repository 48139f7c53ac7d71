import type { JsonObject, WorkflowBody } from '@shared/contract'
import type { Step } from '@shared/model/step'
import { STEP_TYPE_DEFAULTS } from '@shared/model/step-type-defaults'
import type { Workflow } from '@shared/model/workflow'

/** A workflow as the builder holds it; every step has an id from the start. */
export type EditedWorkflow = Omit<Workflow, 'id' | 'createdAt' | 'updatedAt'>

export const NEW_WORKFLOW: EditedWorkflow = { name: 'Untitled workflow', steps: [] }

/** What is sent: the authored fields, without identity. Empty optional texts are absent. */
export function toBody(workflow: EditedWorkflow): WorkflowBody {
  const { name, description, yoloMode, concurrency, budgetUsd, reuse, input, steps } = workflow
  return {
    name,
    ...(description !== undefined && description !== '' && { description }),
    ...(yoloMode !== undefined && { yoloMode }),
    ...(concurrency !== undefined && { concurrency }),
    ...(budgetUsd !== undefined && { budgetUsd }),
    ...(reuse !== undefined && { reuse }),
    ...(input !== undefined && { input }),
    steps: steps.map(withoutEmpty),
  }
}

function withoutEmpty(step: Step): Step {
  const copy = { ...step }
  if (copy.systemPrompt === '') delete copy.systemPrompt
  if (copy.provider === '') delete copy.provider
  if (copy.model === '') delete copy.model
  return copy
}

/** A kept draft, if it is one that this builder can show; the core does not look into it. */
export function readDraft(content: JsonObject): EditedWorkflow | null {
  const workflow: unknown = content['workflow']
  return isEditedWorkflow(workflow) ? workflow : null
}

function isEditedWorkflow(value: unknown): value is EditedWorkflow {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('steps' in value)) return false
  return typeof value.name === 'string' && Array.isArray(value.steps) && value.steps.every(isStep)
}

function isStep(value: unknown): value is Step {
  if (typeof value !== 'object' || value === null) return false
  const step = value as Partial<Record<keyof Step, unknown>>
  return (
    typeof step.id === 'string' &&
    typeof step.label === 'string' &&
    typeof step.prompt === 'string' &&
    typeof step.stepType === 'string' &&
    step.stepType in STEP_TYPE_DEFAULTS
  )
}
