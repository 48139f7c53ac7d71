import type { StepChanges } from '@shared/contract'
import { type Step, step as stepSchema } from '@shared/model/step'

/** A step with other settings: absent ones stay, null removes one, so that its default applies again. */
export function applyStepChanges(step: Step, changes: StepChanges): Step {
  const changed = Object.entries({ ...step, ...changes })
  return stepSchema.parse(
    Object.fromEntries(changed.filter(([, value]) => value !== null && value !== undefined)),
  )
}
