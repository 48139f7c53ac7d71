import type { Step } from '@shared/model/step'
import type { StepAnalysis } from '../analysis/analyse-steps'
import { parseStep } from '../analysis/parse-step'

/** What a step's texts refer to: the values that trying it needs. */
export interface NeededValues {
  input: boolean
  /** Steps whose outputs go in. */
  steps: Step[]
}

export function neededValues(
  step: Step,
  analysis: StepAnalysis | undefined,
  steps: readonly Step[],
): NeededValues {
  const { prompt, systemPrompt } = parseStep(step)
  const segments =
    step.stepType === 'review' ? prompt.segments : [...prompt.segments, ...systemPrompt.segments]
  return {
    input: segments.some(
      (segment) => segment.type === 'reference' && segment.reference.target.kind === 'input',
    ),
    steps: (analysis?.reads ?? []).flatMap((position) => steps[position] ?? []),
  }
}
