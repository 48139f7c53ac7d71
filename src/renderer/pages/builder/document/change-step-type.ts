import type { Step, StepType } from '@shared/model/step'
import { STEP_TYPE_DEFAULTS, type StepTypeDefaults } from '@shared/model/step-type-defaults'
import { renameLabel } from '@shared/prompt/rename-label'
import { uniqueLabel } from '@shared/prompt/unique-label'

/**
 * Gives a step another type. What still is as the old type had it becomes what the new type has; everything that
 * the user wrote or set stays.
 */
export function changeStepType(steps: readonly Step[], stepId: string, stepType: StepType): Step[] {
  const step = steps.find((candidate) => candidate.id === stepId)
  if (step === undefined || step.stepType === stepType) return [...steps]
  const was = STEP_TYPE_DEFAULTS[step.stepType]
  const becomes = STEP_TYPE_DEFAULTS[stepType]
  const changed: Step = { ...step, stepType }

  const source = sourceOfDefault(was, step.prompt)
  if (source !== undefined) changed.prompt = becomes.prompt(source)
  if ((step.systemPrompt ?? '') === (was.systemPrompt ?? ''))
    changed.systemPrompt = becomes.systemPrompt ?? ''
  if (changed.systemPrompt === '') delete changed.systemPrompt
  if (step.temperature === was.temperature) {
    if (becomes.temperature === undefined) delete changed.temperature
    else changed.temperature = becomes.temperature
  }
  if (JSON.stringify(step.output) === JSON.stringify(was.output)) {
    if (becomes.output === undefined) delete changed.output
    else changed.output = { ...becomes.output }
  }

  const typed = steps.map((other) => (other.id === stepId ? changed : other))
  if (!isDefaultLabel(was, step.label)) return typed
  const taken = new Set(steps.filter((other) => other.id !== stepId).map((other) => other.label))
  return renameLabel(typed, stepId, uniqueLabel(becomes.label, taken))
}

/** What a prompt works on if it is a type's own, or blank; undefined if somebody wrote it. */
function sourceOfDefault(defaults: StepTypeDefaults, prompt: string): string | undefined {
  if (prompt.trim() === '') return '{{input}}'
  const [before = '', after = ''] = defaults.prompt('\0').split('\0')
  if (prompt.length < before.length + after.length) return undefined
  if (!prompt.startsWith(before) || !prompt.endsWith(after)) return undefined
  const source = prompt.slice(before.length, prompt.length - after.length)
  return /^\{\{[^{}]*\}\}$/.test(source) ? source : undefined
}

function isDefaultLabel({ label }: StepTypeDefaults, written: string): boolean {
  return (
    written === label || (written.startsWith(`${label} `) && /^\d+$/.test(written.slice(label.length + 1)))
  )
}
