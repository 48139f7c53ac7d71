import type { Problem } from '@shared/errors'
import { checkJsonSchemaSubset } from '@shared/model/json-schema-subset'
import type { RunInput } from '@shared/model/run'
import type { StepSettings } from '@shared/model/step'
import type { InputDescription, WorkflowSettings } from '@shared/model/workflow'
import { lintPrompt } from '@shared/prompt/lint-prompt'
import { parsePrompt } from '@shared/prompt/parse-prompt'
import {
  describedInput,
  indexSteps,
  outputSchema,
  promptInput,
  type ScopeStep,
} from '@shared/prompt/prompt-scope'
import { checkSchema, checkValue } from './output-format'

/** What is known of the input when a workflow is checked. */
export type CheckedInput =
  /** While authoring, or before an input was given. */
  { kind: 'unknown' } | { kind: 'given'; input: RunInput | undefined }

/**
 * Everything that is wrong with a workflow, at once, in order: prompts, references, schemas. Errors stop a run.
 * Does not look at connections (see `freezeSteps`).
 */
export function validateWorkflow(
  workflow: Pick<WorkflowSettings, 'steps' | 'input'>,
  checked: CheckedInput,
): Problem[] {
  return [...eachProblem(workflow, checked)]
}

/** What `validateWorkflow` says, found step by step, for whom the first ones are enough. */
export function* eachProblem(
  workflow: Pick<WorkflowSettings, 'steps' | 'input'>,
  checked: CheckedInput,
): Generator<Problem> {
  if (workflow.steps.length === 0) {
    yield { path: ['steps'], severity: 'error', message: 'The workflow has no steps. Add one.' }
  } else if (workflow.steps.every((step) => step.enabled === false)) {
    yield { path: ['steps'], severity: 'error', message: 'All steps are disabled. Enable one.' }
  }
  yield* checkDescription(workflow.input, checked)
  const index = indexSteps(workflow.steps.map(scopeStep))
  const input = checked.kind === 'given' ? promptInput(checked.input) : describedInput(workflow.input)
  for (const [position, step] of workflow.steps.entries()) {
    const found = [
      ...lintPrompt(parsePrompt(step.prompt), { steps: index, position, input }),
      ...lintPrompt(parsePrompt(step.systemPrompt ?? ''), {
        steps: index,
        position,
        input,
        field: 'systemPrompt',
      }),
      ...checkSettings(step, position),
    ]
    // What a disabled step says is never sent; it is worth a word, but stops nothing.
    yield* found.map((p) => (step.enabled === false ? { ...p, severity: 'warning' as const } : p))
  }
}

function checkSettings(step: StepSettings, position: number): Problem[] {
  const place = `Step ${position + 1} "${step.label}"`
  const problems: Problem[] = []
  if (step.prompt.trim() === '') {
    problems.push({
      path: ['steps', position, 'prompt'],
      severity: 'error',
      message:
        step.stepType === 'review'
          ? `${place} shows nothing to review. Write which text it shows, such as {{steps.LABEL.content}}.`
          : `${place} has no prompt. Write one.`,
    })
  }
  if (step.output?.format === 'json' && step.output.schema !== undefined) {
    const path = ['steps', position, 'output', 'schema']
    const reason = checkSchema(step.output.schema)
    if (reason !== null) {
      problems.push({ path, severity: 'error', message: `${place}: ${reason}` })
    } else {
      // Outside of the subset the answer is asked for by instruction and checked all the same: nothing is stopped.
      for (const found of checkJsonSchemaSubset(step.output.schema)) {
        const message = `${place}: ${found.message}`
        problems.push({ path: [...path, ...found.path], severity: 'warning', message })
      }
    }
  }
  return problems
}

function scopeStep(step: StepSettings, position: number): ScopeStep {
  const schema = outputSchema(step)
  return {
    id: String(position),
    label: step.label,
    ...(step.enabled !== undefined && { enabled: step.enabled }),
    ...(schema !== undefined && { schema }),
  }
}

function checkDescription(input: InputDescription | undefined, checked: CheckedInput): Problem[] {
  if (input?.schema === undefined) return []
  const reason = checkSchema(input.schema)
  if (reason !== null) return [{ path: ['input', 'schema'], severity: 'error', message: `Input: ${reason}` }]
  // Beside an input of one's own, the example is of no interest.
  if (input.example === undefined || checked.kind === 'given') return []
  const mismatch = checkValue(input.example, input.schema)
  if (mismatch === null) return []
  const message = `Input: The example is not what the schema asks for: ${mismatch}`
  return [{ path: ['input', 'example'], severity: 'warning', message }]
}
