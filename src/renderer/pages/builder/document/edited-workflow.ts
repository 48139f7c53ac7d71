import type { WorkflowBody } from '@shared/contract'
import type { Step } from '@shared/model/step'
import type { Workflow } from '@shared/model/workflow'

/** Texts that are no value yet, such as half a JSON Schema, by where they belong. */
export type UnfinishedTexts = Readonly<Record<string, string>>

/** A workflow as the builder holds it; every step has an id from the start. Never mutated. */
export type EditedWorkflow = Omit<Workflow, 'id' | 'createdAt' | 'updatedAt'> & {
  /** Kept with the draft and undone like the rest, never sent. Absent: there are none. */
  unfinished?: UnfinishedTexts
}

export const NEW_WORKFLOW: EditedWorkflow = { name: 'Untitled workflow', steps: [] }

/** The authored part of a stored workflow. */
export function toEdited({ id: _id, createdAt: _at, updatedAt: _to, ...workflow }: Workflow): EditedWorkflow {
  return workflow
}

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
