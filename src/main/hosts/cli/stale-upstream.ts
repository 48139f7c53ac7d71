import type { Run, StepRun } from '@shared/model/run'
import { dependentsOf, stepDependencies } from '@shared/prompt/step-dependencies'

/** The stale steps whose outputs go into steps that are still to run. */
export function staleUpstream(run: Pick<Run, 'steps'>): StepRun[] {
  const stale = run.steps.filter((step) => step.stale)
  if (stale.length === 0) return []
  const dependencies = stepDependencies(run.steps.map(({ settings }) => settings))
  const toRun = new Set(
    run.steps
      .filter(({ status }) => status !== 'completed' && status !== 'skipped' && status !== 'awaiting_review')
      .map(({ id }) => id),
  )
  return stale.filter(({ id }) =>
    dependentsOf(dependencies, id)
      .values()
      .some((dependent) => toRun.has(dependent)),
  )
}
