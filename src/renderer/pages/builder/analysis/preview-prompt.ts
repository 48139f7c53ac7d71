import type { PromptTemplate } from '@shared/prompt/prompt-template'

/** A piece of a preview: plain words, or what a reference names. */
export interface PreviewPart {
  kind: 'text' | 'step' | 'input' | 'broken'
  text: string
}

/** Enough for the widest row. */
const LONGEST = 180

/** The beginning of a prompt on one line, with references by their names. */
export function previewPrompt({ segments }: PromptTemplate): PreviewPart[] {
  const parts: PreviewPart[] = []
  let length = 0
  for (const segment of segments) {
    if (length >= LONGEST) break
    const part: PreviewPart =
      segment.type === 'text'
        ? { kind: 'text', text: segment.value.slice(0, LONGEST).replace(/\s+/g, ' ') }
        : segment.type === 'broken'
          ? { kind: 'broken', text: segment.source }
          : segment.reference.target.kind === 'input'
            ? { kind: 'input', text: ['input', ...segment.reference.target.path].join('.') }
            : { kind: 'step', text: segment.reference.target.label }
    parts.push(part)
    length += part.text.length
  }
  return parts
}
