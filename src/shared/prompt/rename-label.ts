import { findReferences, type PromptStep } from './find-references'
import { normalizeLabel } from './normalize-label'
import { replaceReferences } from './replace-references'

/**
 * Gives a step another label, and rewrites the references that mean this step, and only those. Spacing, paths and
 * defaults stay as they were written; steps that nothing changes for keep their identity.
 *
 * Does not check the label, nor whether a reference now means another step with the same label: compare before and
 * after with `reboundReferences`. An unknown id changes nothing.
 */
export function renameLabel<T extends PromptStep>(
  steps: readonly T[],
  stepId: string,
  newLabel: string,
): T[] {
  const label = normalizeLabel(newLabel)
  const renamed = steps.findIndex((step) => step.id === stepId)
  const relabellings = findReferences(steps)
    .filter(({ target }) => target === renamed)
    .map((reference) => ({ reference, label }))
  return replaceReferences(steps, relabellings).map((step) =>
    step.id === stepId ? { ...step, label } : step,
  )
}
