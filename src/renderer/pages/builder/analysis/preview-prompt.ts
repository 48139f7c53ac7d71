import type { Problem } from '@shared/errors'
import type { PromptTemplate, Reference } from '@shared/prompt/prompt-template'

/** A piece of a preview: plain words, or what a reference names. */
export interface PreviewPart {
  kind: 'text' | 'step' | 'input' | 'broken' | 'doubtful'
  text: string
}

/** Enough for the widest row. */
const LONGEST = 180

/** What is wrong with a piece of a text, as the open editor marks it. */
export interface TextMark {
  from: number
  to: number
  severity: Problem['severity']
}

/** The beginning of a prompt on one line, with references by their names; those that are marked stand out. */
export function previewPrompt({ segments }: PromptTemplate, marks: readonly TextMark[]): PreviewPart[] {
  const bySource = new Map(marks.map((mark) => [`${mark.from} ${mark.to}`, mark.severity]))
  const parts: PreviewPart[] = []
  let length = 0
  for (const segment of segments) {
    if (length >= LONGEST) break
    const part: PreviewPart =
      segment.type === 'text'
        ? { kind: 'text', text: segment.value.slice(0, LONGEST).replace(/\s+/g, ' ') }
        : segment.type === 'broken'
          ? { kind: 'broken', text: segment.source }
          : namedPart(segment.reference, bySource.get(`${segment.range.from} ${segment.range.to}`))
    parts.push(part)
    length += part.text.length
  }
  return parts
}

function namedPart({ target }: Reference, severity: Problem['severity'] | undefined): PreviewPart {
  const text = target.kind === 'input' ? ['input', ...target.path].join('.') : target.label
  if (severity !== undefined) return { kind: severity === 'error' ? 'broken' : 'doubtful', text }
  return { kind: target.kind, text }
}
