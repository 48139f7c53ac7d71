import type { Problem } from '../errors'
import { relabel } from './explain-unknown-label'
import type { PromptStep } from './find-references'
import { normalizeLabel } from './normalize-label'
import { findReferencedStep, indexSteps } from './prompt-scope'
import { pairReferences } from './pair-references'
import { shortenText } from './shorten-text'

/**
 * The references that a rename, reorder, duplication or removal of steps would make mean another step, as errors
 * at the references in `after`. Steps are the same if their ids are.
 *
 * A problem has a `fix` where another label in the reference mends it. Where the step that was meant is hidden
 * behind another of the same label, a label must change: `keepReferences` does that for all at once.
 *
 * References that mean no step any more are left to `lintPrompt`. A text whose references were edited is not
 * compared: what the user wrote just now means what it says.
 */
export function reboundReferences(before: readonly PromptStep[], after: readonly PromptStep[]): Problem[] {
  const index = indexSteps(after)
  return pairReferences(before, after).flatMap(({ reference, meantId, meant }) => {
    const { segment, position, field, target } = reference
    if (target === undefined || meantId === undefined || target === meant) return []
    const place = `In the ${field === 'prompt' ? 'prompt' : 'system prompt'} of "${after[position]?.label ?? ''}"`
    const written = shortenText(segment.source)
    const now = `step ${target + 1}, "${after[target]?.label ?? ''}"`
    const problem: Problem = {
      path: ['steps', position, field],
      message: '',
      severity: 'error',
      range: segment.range,
    }
    const meantStep = meant === undefined ? undefined : after[meant]
    if (meant === undefined || meantStep === undefined) {
      problem.message = `${place}: ${written} meant a step that is gone, and would now mean ${now}. Change the reference, or undo.`
      return [problem]
    }
    const label = normalizeLabel(meantStep.label)
    const was = `step ${meant + 1}, "${label}"`
    problem.message = `${place}: ${written} meant ${was}, and would now mean ${now}.`
    if (findReferencedStep(index, label, position) === meant) {
      const text = relabel(segment, label)
      problem.fix = { label: `Change to ${shortenText(text)}`, text }
      problem.message += ` Write ${shortenText(text)} to keep the meaning.`
    } else if (meant < position) {
      problem.message += ' Give one of the two another label.'
    } else {
      problem.message += ' Move the step it meant before this one, or change the reference.'
    }
    return [problem]
  })
}
