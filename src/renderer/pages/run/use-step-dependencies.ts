import type { FrozenStep, Run } from '@shared/model/run'
import { stepDependencies, type StepDependencies } from '@shared/prompt/step-dependencies'
import { useState } from 'react'

/** Which steps read which. Worked out once for a run: frozen steps keep their identity from event to event. */
export function useStepDependencies(run: Run): StepDependencies {
  const [known, setKnown] = useState(() => workOut(run))
  const same =
    known.settings.length === run.steps.length &&
    run.steps.every((step, index) => step.settings === known.settings[index])
  if (same) return known.dependencies
  const next = workOut(run)
  setKnown(next)
  return next.dependencies
}

function workOut(run: Run): { settings: FrozenStep[]; dependencies: StepDependencies } {
  const settings = run.steps.map((step) => step.settings)
  return { settings, dependencies: stepDependencies(settings) }
}
