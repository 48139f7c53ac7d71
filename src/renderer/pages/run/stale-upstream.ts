import type { Run, StepRun } from '@shared/model/run'
import { dependentsOf, stepDependencies } from '@shared/prompt/step-dependencies'

/** The stale steps whose texts would be read by steps that are still to run. */
export function staleUpstream(run: Run): StepRun[] {
  const stale = run.steps.filter((step) => step.stale)
  if (stale.length === 0) return []
  const dependencies = stepDependencies(run.steps.map((step) => step.settings))
  const toCome = run.steps.filter((step) => ['pending', 'waiting', 'failed'].includes(step.status))
  return stale.filter((step) => {
    const dependents = dependentsOf(dependencies, step.id)
    return toCome.some((other) => dependents.has(other.id))
  })
}
