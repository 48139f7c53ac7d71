import { StateField, type Extension, type Text } from '@codemirror/state'
import type { Problem } from '@shared/errors'
import type { PromptSegment, PromptTemplate } from '@shared/prompt/prompt-template'
import { lintText } from '../analysis/lint-text'
import { parseText } from '../analysis/parse-text'
import { setEditorInput, type EditorInput } from './editor-input'

/** What stands between braces, and what is wrong with it. */
export interface MarkedSegment {
  segment: Exclude<PromptSegment, { type: 'text' }>
  problem: Problem | undefined
}

export interface PromptState {
  input: EditorInput | null
  /** In the order of the text. */
  marked: MarkedSegment[]
}

const EMPTY: PromptState = { input: null, marked: [] }

/** The state that an editor begins with. */
export function beginWith(input: EditorInput): Extension {
  return promptState.init(({ doc }) => read(doc, input))
}

/** The text as the prompt language reads it, in step with every letter. */
export const promptState = StateField.define<PromptState>({
  create: () => EMPTY,
  update: (before, transaction) => {
    const told = transaction.effects.findLast((effect) => effect.is(setEditorInput))
    const input: EditorInput | null = told?.value ?? before.input
    if (!transaction.docChanged && input === before.input) return before
    return read(transaction.newDoc, input)
  },
})

/** The segment at a position, its ends included. */
export function segmentAt(marked: readonly MarkedSegment[], position: number): MarkedSegment | undefined {
  const found = marked[firstEndingAt(marked, position)]
  return found !== undefined && found.segment.range.from <= position ? found : undefined
}

/** The index of the first segment that ends at a position or after it; the number of segments where there is none. */
export function firstEndingAt(marked: readonly MarkedSegment[], position: number): number {
  let low = 0
  let high = marked.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((marked[middle]?.segment.range.to ?? Infinity) < position) low = middle + 1
    else high = middle
  }
  return low
}

function read(text: Text, input: EditorInput | null): PromptState {
  const template = parseText(text.toString())
  const problems = input === null ? template.problems : lintAll(template, input)
  const byStart = new Map(problems.map((problem) => [problem.range?.from, problem]))
  const marked = template.segments.flatMap((segment): MarkedSegment[] => {
    if (segment.type === 'text') return []
    const problem = byStart.get(segment.range.from)
    return [{ segment, problem: problem?.range?.to === segment.range.to ? problem : undefined }]
  })
  return { input, marked }
}

function lintAll(template: PromptTemplate, { scope, rebound }: EditorInput): Problem[] {
  return [...lintText(template, scope), ...rebound]
}
