import type { JsonValue } from '@shared/model/json'
import type { Step } from '@shared/model/step'
import type { TrialValues } from '@shared/model/step-trial'
import type { InputDescription } from '@shared/model/workflow'
import { describedInput } from '@shared/prompt/prompt-scope'
import { lastOutput, type LastRun } from '../analysis/last-run'
import { toBody, type EditedWorkflow } from '../document/edited-workflow'
import type { NeededValues } from './needed-values'
import type { TrialRequest } from './trial-store'

interface TrialSubject {
  workflowId: string
  workflow: EditedWorkflow
  step: Step
  needed: NeededValues
  typed: TrialValues
  lastRun: LastRun | null
}

/**
 * Asks for a step as it stands in the builder, saved or not. Of the steps above it only their labels are sent: what
 * they put out comes from the last run, or was typed.
 */
export function trialRequest({
  workflowId,
  workflow,
  step,
  needed,
  typed,
  lastRun,
}: TrialSubject): TrialRequest {
  const position = workflow.steps.indexOf(step)
  const above = workflow.steps.slice(0, position).map(withoutTexts)
  const name = workflow.name.trim() === '' ? 'Untitled workflow' : workflow.name
  const outputs = needed.steps.flatMap((other) => {
    const text = typed.outputs[other.id] ?? lastOutput(lastRun, other)
    return text === null ? [] : [[other.id, text] as const]
  })
  const input = inputFor(typed, lastRun, workflow.input)
  return {
    workflowId,
    stepId: step.id,
    workflow: toBody({ ...workflow, name, steps: [...above, step] }),
    outputs: Object.fromEntries(outputs),
    ...(needed.input && input !== undefined && { input }),
  }
}

/**
 * Nothing typed: the last run's own. Where that was an object, or the workflow asks for one, so is what was typed, if
 * it reads as one.
 */
function inputFor(
  { input: text }: TrialValues,
  lastRun: LastRun | null,
  description: InputDescription | undefined,
): JsonValue | undefined {
  const last = lastRun?.run.input
  if (text === undefined) return last
  const wasText = last === undefined || typeof last === 'string'
  if (wasText && describedInput(description).kind !== 'described') return text
  try {
    const value: JsonValue = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : text
  } catch {
    return text
  }
}

function withoutTexts({ id, label, stepType, enabled }: Step): Step {
  return { id, label, stepType, prompt: '', ...(enabled !== undefined && { enabled }) }
}
