import type { PromptStep } from './find-references'
import { normalizeLabel } from './normalize-label'
import { pairReferences } from './pair-references'
import { findReferencedStep, indexSteps } from './prompt-scope'
import { replaceReferences } from './replace-references'
import { uniqueLabel } from './unique-label'

/**
 * Mends what `reboundReferences` reports: the steps in `after`, with labels and references changed so that each
 * reference means the step that it meant in `before`. Where two steps compete for a label, the one that is new or
 * was renamed gets another (`Draft 2`), else the one that was meant.
 *
 * Changes no more than that needs; steps that nothing changes for keep their identity. Can't help a reference
 * whose step is gone or comes later now: that goes on meaning what it means in `after`.
 */
export function keepReferences<T extends PromptStep>(before: readonly T[], after: readonly T[]): T[] {
  const wanted = pairReferences(before, after).map(({ reference, meant }) => {
    const reachable = meant !== undefined && meant < reference.position
    return { reference, target: reachable ? meant : reference.target }
  })
  const labels = after.map((step) => normalizeLabel(step.label))
  // A label that a reference names, though there is no such step, must not come into being here.
  const taken = new Set([...labels, ...wanted.map(({ reference }) => reference.label)])
  const labelsBefore = new Map(before.map((step) => [step.id, normalizeLabel(step.label)]))

  // Each round gives at least one step a label of its own, with which it can't compete again.
  for (let competing = true; competing;) {
    competing = false
    const index = indexSteps(labels.map((label) => ({ label })))
    const relabelled = new Set<number>()
    for (const { reference, target } of wanted) {
      if (target === undefined) continue
      const label = index.steps[target]?.label ?? ''
      if (relabelled.has(target)) continue
      const rival = findReferencedStep(index, label, reference.position)
      if (rival === undefined || rival === target || relabelled.has(rival)) continue
      const isNewThere = labelsBefore.get(after[rival]?.id ?? '') !== label
      const loser = isNewThere ? rival : target
      const unique = uniqueLabel(label, taken)
      labels[loser] = unique
      taken.add(unique)
      relabelled.add(loser)
      competing = true
    }
  }

  const relabellings = wanted.flatMap(({ reference, target }) => {
    const label = target === undefined ? reference.label : (labels[target] ?? reference.label)
    return label === reference.label ? [] : [{ reference, label }]
  })
  return replaceReferences(after, relabellings).map((step, position) => {
    const label = labels[position] ?? step.label
    return label === normalizeLabel(after[position]?.label ?? '') ? step : { ...step, label }
  })
}
