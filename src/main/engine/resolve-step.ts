import type { Problem, StepError } from '@shared/errors'
import type { Run, StepRun } from '@shared/model/run'
import { stepPosition } from '@shared/model/step-position'
import { promptInput, type PromptScope } from '@shared/prompt/prompt-scope'
import { resolvePrompt } from '@shared/prompt/resolve-prompt'
import { runDefinition } from './run-definition'

export type ResolvedStep =
  | { ok: true; prompt: string; systemPrompt: string }
  | { ok: false; error: StepError }

/** A step's prompts with the run's input and the current outputs of earlier steps put in. */
export function resolveStep(run: Run, step: StepRun): ResolvedStep {
  const definition = runDefinition(run)
  const position = stepPosition(run, step.id)
  const template = definition.templates.get(step.id)
  if (template === undefined) {
    throw new TypeError(`step ${step.id} is not in run ${run.id}`)
  }
  const scope: PromptScope = { steps: definition.scope(run), position, input: promptInput(run.input) }
  const prompt = resolvePrompt(template.prompt, scope)
  const systemPrompt = resolvePrompt(template.systemPrompt, { ...scope, field: 'systemPrompt' })
  if (prompt.ok && systemPrompt.ok) return { ok: true, prompt: prompt.text, systemPrompt: systemPrompt.text }
  const problems = [...(prompt.ok ? [] : prompt.problems), ...(systemPrompt.ok ? [] : systemPrompt.problems)]
  return { ok: false, error: promptError(problems) }
}

function promptError(problems: Problem[]): StepError {
  return {
    code: 'prompt',
    message: problems.map((problem) => problem.message).join(' '),
    remedy:
      'Edit the output it refers to or change the prompt in the workflow and rebase the run; then retry.',
    retryable: false,
  }
}
