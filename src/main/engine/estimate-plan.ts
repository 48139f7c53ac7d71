import { invalid } from '@shared/errors'
import type { Estimate } from '@shared/model/estimate'
import type { Run } from '@shared/model/run'
import { estimateRun } from './estimate'
import { newStepRun } from '@shared/model/new-step-run'
import { plannedSteps, type RunPlan } from './planned-steps'
import type { EnginePorts } from './ports'

/**
 * What a part of an existing run would cost, or (`whole`) all of it as if from nothing. Sends nothing.
 * @throws BatonError `INVALID` for `sendBack` where no gate is open or it refers to no step
 */
export function estimatePlan(
  run: Run,
  plan: RunPlan | 'whole',
  stepIds: readonly string[] | undefined,
  ports: Pick<EnginePorts, 'store' | 'prices' | 'tokens'>,
): Estimate {
  if (plan === 'whole') {
    return estimateRun({ ...run, steps: run.steps.map((step) => newStepRun(step.settings)) }, ports)
  }
  const planned = plannedSteps(run, plan, stepIds)
  if (plan === 'sendBack' && planned.size === 0) {
    const message = "There is nothing to send back: no review gate is open, or it shows no step's text."
    throw invalid([{ path: ['plan'], message, severity: 'error' }])
  }
  return estimateRun(run, ports, planned)
}
