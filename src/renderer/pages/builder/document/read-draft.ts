import type { Draft, JsonObject } from '@shared/contract'
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

/** The id under which a workflow is stored first, as the draft of it says; null: it says none. */
export function readNewId(draft: Draft | null): string | null {
  const id: unknown = draft?.content['newId']
  return typeof id === 'string' && UUID_V7.test(id) ? id : null
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

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
