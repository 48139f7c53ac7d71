import type { Run, StepRun } from '@shared/model/run'

/** The step to look at while the user has not chosen one: where the work is held now, or its result. */
export function chooseStep(run: Run): StepRun | undefined {
  const first = (...statuses: StepRun['status'][]): StepRun | undefined =>
    run.steps.find((step) => statuses.includes(step.status))
  return (
    first('awaiting_review') ??
    first('running') ??
    first('failed') ??
    first('waiting') ??
    run.steps.find((step) => step.partial !== '') ??
    run.steps.findLast((step) => step.output !== null) ??
    run.steps[0]
  )
}
