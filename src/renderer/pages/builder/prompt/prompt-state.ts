import { RangeSetBuilder, StateField, type Extension, type Text } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import type { Problem } from '@shared/errors'
import { lintPrompt } from '@shared/prompt/lint-prompt'
import { parsePrompt } from '@shared/prompt/parse-prompt'
import type { PromptSegment, ReferenceSegment } from '@shared/prompt/prompt-template'
import { setEditorInput, type EditorInput } from './editor-input'

/** What stands between braces, and what is wrong with it. */
export interface MarkedSegment {
  segment: Exclude<PromptSegment, { type: 'text' }>
  problem: Problem | undefined
}

export interface PromptState {
  input: EditorInput | null
  marked: MarkedSegment[]
  decorations: DecorationSet
}

const EMPTY: PromptState = { input: null, marked: [], decorations: Decoration.none }

/** The state that an editor begins with. */
export function beginWith(input: EditorInput): Extension {
  return promptState.init(({ doc }) => read(doc, input))
}

/** The text as the prompt language reads it, in step with every letter. Shows references as tokens. */
export const promptState = StateField.define<PromptState>({
  create: () => EMPTY,
  update: (before, transaction) => {
    const told = transaction.effects.findLast((effect) => effect.is(setEditorInput))
    const input: EditorInput | null = told?.value ?? before.input
    if (!transaction.docChanged && input === before.input) return before
    return read(transaction.newDoc, input)
  },
  provide: (field) => EditorView.decorations.from(field, (state) => state.decorations),
})

/** The segment at a position, its ends included. */
export function segmentAt(marked: readonly MarkedSegment[], position: number): MarkedSegment | undefined {
  return marked.find(({ segment }) => segment.range.from <= position && position <= segment.range.to)
}

function read(text: Text, input: EditorInput | null): PromptState {
  const template = parsePrompt(text.toString())
  const problems =
    input === null ? template.problems : [...lintPrompt(template, input.scope), ...input.rebound]
  const byStart = new Map(problems.map((problem) => [problem.range?.from, problem]))
  const marked = template.segments.flatMap((segment): MarkedSegment[] => {
    if (segment.type === 'text') return []
    const problem = byStart.get(segment.range.from)
    return [{ segment, problem: problem?.range?.to === segment.range.to ? problem : undefined }]
  })
  return { input, marked, decorations: decorate(marked) }
}

const TOKENS = {
  step: Decoration.mark({ class: 'prompt-token prompt-token-step' }),
  input: Decoration.mark({ class: 'prompt-token prompt-token-input' }),
  error: Decoration.mark({ class: 'prompt-token prompt-token-broken' }),
  warning: Decoration.mark({ class: 'prompt-token prompt-token-doubtful' }),
}
const DIM = Decoration.mark({ class: 'prompt-token-dim' })

function decorate(marked: readonly MarkedSegment[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { segment, problem } of marked) {
    const { from, to } = segment.range
    if (problem !== undefined) {
      builder.add(from, to, TOKENS[problem.severity])
    } else if (segment.type === 'reference') {
      const kind = segment.reference.target.kind
      const name = nameRange(segment)
      builder.add(from, to, TOKENS[kind])
      builder.add(from, name.from, DIM)
      builder.add(name.to, to, DIM)
    }
  }
  return builder.finish()
}

/** The part of a reference that is read; the rest is syntax. */
function nameRange({ range, labelRange }: ReferenceSegment): { from: number; to: number } {
  if (labelRange === undefined) return { from: range.from + 2, to: range.to - 2 }
  return { from: labelRange.from + 1, to: labelRange.to }
}
