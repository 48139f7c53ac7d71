import type { Step } from '@shared/model/step'
import { findReferencedStep, type ScopeStep, type StepIndex } from '@shared/prompt/prompt-scope'
import { parseStep } from '../analysis/parse-step'

/** What a step's texts refer to: the values that trying it needs. */
export interface NeededValues {
  input: boolean
  /** Steps whose outputs go in, in their order. */
  steps: Step[]
}

/** A disabled step can be tried as well; what refers to one takes its default. */
export function neededValues(step: Step, steps: readonly Step[], index: StepIndex<ScopeStep>): NeededValues {
  const { prompt, systemPrompt } = parseStep(step)
  const segments =
    step.stepType === 'review' ? prompt.segments : [...prompt.segments, ...systemPrompt.segments]
  const targets = segments.flatMap((segment) =>
    segment.type === 'reference' ? [segment.reference.target] : [],
  )
  const position = steps.indexOf(step)
  const positions = new Set(
    targets.map((target) =>
      target.kind === 'step' ? findReferencedStep(index, target.label, position) : undefined,
    ),
  )
  return {
    input: targets.some((target) => target.kind === 'input'),
    steps: steps.filter((other, at) => positions.has(at) && other.enabled !== false),
  }
}
