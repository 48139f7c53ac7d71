import { PROMPT_FIELDS, type PromptStep } from './find-references'
import { parsePrompt } from './parse-prompt'
import { printReference } from './print-prompt'
import type { PromptSegment } from './prompt-template'

/**
 * Rewrites the references to a field of the input for its new name, in all steps; what is deeper in the path and
 * defaults stay. Steps without such a reference keep their identity. Does not look whether there is such a field.
 */
export function renameInputField<T extends PromptStep>(steps: readonly T[], from: string, to: string): T[] {
  return steps.map((step) => {
    let changed = step
    for (const field of PROMPT_FIELDS) {
      const text = step[field] ?? ''
      const rewritten = parsePrompt(text)
        .segments.map((segment) => rename(segment, from, to))
        .join('')
      if (rewritten !== text) changed = { ...changed, [field]: rewritten }
    }
    return changed
  })
}

function rename(segment: PromptSegment, from: string, to: string): string {
  if (segment.type !== 'reference' || segment.reference.target.kind !== 'input') return segment.source
  const [first, ...rest] = segment.reference.target.path
  if (first !== from) return segment.source
  return printReference({ ...segment.reference, target: { kind: 'input', path: [to, ...rest] } })
}
