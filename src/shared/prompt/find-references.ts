import { parsePrompt } from './parse-prompt'
import { findReferencedStep, indexSteps } from './prompt-scope'
import type { ReferenceSegment } from './prompt-template'

/** A step with its texts. A `Step` of a workflow and a `FrozenStep` of a run fit. */
export interface PromptStep {
  id: string
  label: string
  prompt: string
  systemPrompt?: string
}

/** The texts of a step that are prompts. */
export const PROMPT_FIELDS = ['prompt', 'systemPrompt'] as const
export type PromptField = (typeof PROMPT_FIELDS)[number]

/** A reference to a step, where it stands, and which step it means there. */
export interface FoundReference {
  /** Position of the step that it stands in. */
  position: number
  field: PromptField
  segment: ReferenceSegment
  label: string
  /** Position of the step that it means; undefined: none. Always smaller than `position`. */
  target: number | undefined
}

/**
 * All references to steps, in the order of steps, fields and text. References to the input are left out, and so
 * is what is broken. Takes time in proportion to the texts, and a little for each reference.
 */
export function findReferences(steps: readonly PromptStep[]): FoundReference[] {
  const index = indexSteps(steps)
  const references: FoundReference[] = []
  for (const [position, step] of steps.entries()) {
    for (const field of PROMPT_FIELDS) {
      for (const { segment, label } of referencesIn(step, field)) {
        const target = findReferencedStep(index, label, position)
        references.push({ position, field, segment, label, target })
      }
    }
  }
  return references
}

interface ReadText {
  text: string
  references: { segment: ReferenceSegment; label: string }[]
}

const read: Record<PromptField, WeakMap<PromptStep, ReadText>> = {
  prompt: new WeakMap(),
  systemPrompt: new WeakMap(),
}

/** A text is read once, however often the steps around it change. */
function referencesIn(step: PromptStep, field: PromptField): ReadText['references'] {
  const text = step[field] ?? ''
  const known = read[field].get(step)
  if (known?.text === text) return known.references
  const references = parsePrompt(text).segments.flatMap((segment) => {
    if (segment.type !== 'reference' || segment.reference.target.kind !== 'step') return []
    return [{ segment, label: segment.reference.target.label }]
  })
  read[field].set(step, { text, references })
  return references
}
