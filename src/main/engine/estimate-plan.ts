import { invalid } from '@shared/errors'
import type { Estimate } from '@shared/model/estimate'
import type { ConnectionReference, Run, StepRun } from '@shared/model/run'
import { estimateRun } from './estimate'
import { newStepRun } from '@shared/model/new-step-run'
import { plannedSteps, type RunPlan } from './planned-steps'
import type { EnginePorts } from './ports'

/** What the model steps of a plan would have instead of their own; absent: their own. */
interface PlanOverrides {
  connection?: ConnectionReference
  model?: string
}

/**
 * What a part of an existing run would cost, or (`whole`) all of it as if from nothing. Sends nothing.
 * @throws BatonError `INVALID` for `sendBack` where no gate is open or it refers to no step
 */
export function estimatePlan(
  run: Run,
  plan: RunPlan | 'whole',
  stepIds: readonly string[] | undefined,
  ports: Pick<EnginePorts, 'store' | 'prices' | 'tokens'>,
  overrides: PlanOverrides = {},
): Estimate {
  if (plan === 'whole') {
    const steps = run.steps.map((step) => override(newStepRun(step.settings), overrides))
    return estimateRun({ ...run, steps }, ports)
  }
  const planned = plannedSteps(run, plan, stepIds)
  if (plan === 'sendBack' && planned.size === 0) {
    const message = "There is nothing to send back: no review gate is open, or it shows no step's text."
    throw invalid([{ path: ['plan'], message, severity: 'error' }])
  }
  const steps = run.steps.map((step) => (planned.has(step.id) ? override(step, overrides) : step))
  return estimateRun({ ...run, steps }, ports, planned)
}

/** A gate calls no model, whatever the others do. */
function override(step: StepRun, overrides: PlanOverrides): StepRun {
  if (step.settings.stepType === 'review') return step
  return { ...step, settings: { ...step.settings, ...overrides } }
}
