import { STEP_TYPES, stepSettings, type StepSettings } from './step'
import { inputDescription, type WorkflowSettings } from './workflow'

/**
 * What can be understood of a workflow whose shape is wrong, for checking only: every step stays at its place with
 * the fields that are right by themselves, so that its prompts and references can still be looked at.
 */
export function salvageWorkflow(value: { [key: string]: unknown }): WorkflowSettings {
  const steps: unknown[] = Array.isArray(value['steps']) ? value['steps'] : []
  const input = inputDescription.safeParse(value['input'])
  return { name: 'Unfinished', ...(input.success && { input: input.data }), steps: steps.map(salvageStep) }
}

function salvageStep(value: unknown): StepSettings {
  const fields = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}))
  const { label, stepType, prompt, ...optional } = stepSettings.shape
  const kept = Object.entries(optional).flatMap(([field, schema]) => {
    const checked = schema.safeParse(fields.get(field))
    return checked.success && checked.data !== undefined ? [[field, checked.data] as const] : []
  })
  return {
    ...Object.fromEntries(kept),
    label: label.catch('').parse(fields.get('label')),
    stepType: stepType.catch(STEP_TYPES[0]).parse(fields.get('stepType')),
    prompt: prompt.catch('').parse(fields.get('prompt')),
  }
}
