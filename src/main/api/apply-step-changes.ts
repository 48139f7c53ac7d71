import type { StepChanges } from '@shared/contract'
import type { Step } from '@shared/model/step'

/** A step with other settings: absent ones stay, null removes one, so that its default applies again. */
export function applyStepChanges(step: Step, changes: StepChanges): Step {
  const changed = { ...step, ...changes }
  return Object.fromEntries(
    Object.entries(changed).filter(([, value]) => value !== null && value !== undefined),
  ) as unknown as Step
}
