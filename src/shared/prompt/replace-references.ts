import { PROMPT_FIELDS, type FoundReference, type PromptStep } from './find-references'
import { relabel } from './explain-unknown-label'

/** A reference, and the label that it shall have instead of its own. */
export interface Relabelling {
  reference: FoundReference
  label: string
}

/**
 * Steps with new labels in some references, otherwise as they were written. Steps without such a reference keep
 * their identity. Does not change the labels of the steps themselves.
 *
 * @param relabellings in the order of `findReferences` on the same steps.
 */
export function replaceReferences<T extends PromptStep>(
  steps: readonly T[],
  relabellings: readonly Relabelling[],
): T[] {
  const byPosition = Map.groupBy(relabellings, ({ reference }) => reference.position)
  return steps.map((step, position) => {
    const here = byPosition.get(position)
    if (!here) return step
    const changed = { ...step }
    for (const field of PROMPT_FIELDS) {
      const inField = here.filter(({ reference }) => reference.field === field)
      if (inField.length > 0) changed[field] = rewrite(step[field] ?? '', inField)
    }
    return changed
  })
}

function rewrite(text: string, relabellings: readonly Relabelling[]): string {
  const parts: string[] = []
  let position = 0
  for (const { reference, label } of relabellings) {
    const { segment } = reference
    parts.push(text.slice(position, segment.range.from), relabel(segment, label))
    position = segment.range.to
  }
  parts.push(text.slice(position))
  return parts.join('')
}
