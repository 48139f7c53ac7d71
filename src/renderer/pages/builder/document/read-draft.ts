import type { JsonObject } from '@shared/contract'
import type { Step } from '@shared/model/step'
import { STEP_TYPE_DEFAULTS } from '@shared/model/step-type-defaults'
import type { EditedDocument } from './edited-document'
import type { EditedWorkflow, UnfinishedTexts } from './edited-workflow'

/** A kept draft, if it is one that this builder can show; the core does not look into it. */
export function readDraft(content: JsonObject): EditedDocument | null {
  const workflow: unknown = content['workflow']
  const agreed: unknown = content['agreed']
  if (!isEditedWorkflow(workflow)) return null
  const { unfinished, ...rest } = workflow
  return {
    workflow: isTexts(unfinished) ? { ...rest, unfinished } : rest,
    agreed: isSteps(agreed) ? agreed : null,
  }
}

function isTexts(value: unknown): value is UnfinishedTexts {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string')
  )
}

function isEditedWorkflow(value: unknown): value is EditedWorkflow {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('steps' in value)) return false
  return typeof value.name === 'string' && isSteps(value.steps)
}

function isSteps(value: unknown): value is Step[] {
  return Array.isArray(value) && value.every(isStep)
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
