import { findReferences, type FoundReference, type PromptStep } from './find-references'
import { normalizeLabel } from './normalize-label'

/** A reference after a change of the steps, and what it meant before. */
export interface PairedReference {
  /** As found in the steps after the change. */
  reference: FoundReference
  /** The id of the step that it meant before; undefined: it is new, was edited, or meant none. */
  meantId: string | undefined
  /** Where that step is now; undefined also where it is gone. */
  meant: number | undefined
}

/**
 * Finds for each reference the same one before a rename, reorder, duplication or removal of steps. Steps are the
 * same if their ids are; the references of a text are paired in order if it still has as many.
 */
export function pairReferences(
  before: readonly PromptStep[],
  after: readonly PromptStep[],
): PairedReference[] {
  const positions = new Map(after.map((step, position) => [step.id, position]))
  const earlier = Map.groupBy(findReferences(before), (reference) => place(before, reference))
  const later = Map.groupBy(findReferences(after), (reference) => place(after, reference))
  return [...later].flatMap(([key, references]) => {
    const previous = earlier.get(key) ?? []
    return references.map((reference, order): PairedReference => {
      const counterpart = previous.length === references.length ? previous[order] : undefined
      const meantId = counterpart?.target === undefined ? undefined : before[counterpart.target]?.id
      const meant = meantId === undefined ? undefined : positions.get(meantId)
      const newLabel = meant === undefined ? undefined : normalizeLabel(after[meant]?.label ?? '')
      // Another label is an edit by hand, unless it came from renaming the step.
      const isSame = reference.label === counterpart?.label || reference.label === newLabel
      return isSame ? { reference, meantId, meant } : { reference, meantId: undefined, meant: undefined }
    })
  })
}

function place(steps: readonly PromptStep[], reference: FoundReference): string {
  return `${reference.field} ${steps[reference.position]?.id}`
}
