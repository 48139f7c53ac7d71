import type { Run, StepRun } from '@shared/model/run'
import type { Step } from '@shared/model/step'

/** What the workflow's newest run left behind. */
export interface LastRun {
  run: Run
  /** By the id of the step. */
  steps: ReadonlyMap<string, StepRun>
}

export function lastRunOf(run: Run): LastRun {
  return { run, steps: new Map(run.steps.map((step) => [step.id, step])) }
}

/** A step's text in the last run, if it has one. */
export function lastOutput(lastRun: LastRun | null, step: Step): string | null {
  return lastRun?.steps.get(step.id)?.output ?? null
}
