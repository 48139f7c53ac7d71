import type { Evaluation } from '@shared/prompt/evaluation'
import type { PromptInput, PromptScope, ScopeStep, StepIndex } from '@shared/prompt/prompt-scope'

type Evaluations = Map<string, Evaluation>

/** Of one place in the workflow. A reference that is typed is another source with every letter. */
const MOST = 20_000

const known = new WeakMap<StepIndex<ScopeStep>, WeakMap<PromptInput, Map<number, Evaluations>>>()

/**
 * What references came to at a place, for as long as the steps and the input are the same values: a letter in a prompt
 * with thousands of references makes a question of none of them, neither in its editor nor in the analysis.
 */
export function knownEvaluations({ steps, input, position }: PromptScope): Evaluations {
  const byInput = known.get(steps) ?? new WeakMap<PromptInput, Map<number, Evaluations>>()
  known.set(steps, byInput)
  const byPosition = byInput.get(input) ?? new Map<number, Evaluations>()
  byInput.set(input, byPosition)
  const evaluations = byPosition.get(position) ?? new Map<string, Evaluation>()
  byPosition.set(position, evaluations)
  if (evaluations.size > MOST) evaluations.clear()
  return evaluations
}
