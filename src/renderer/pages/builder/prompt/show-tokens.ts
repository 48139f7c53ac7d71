import { RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view'
import type { ReferenceSegment } from '@shared/prompt/prompt-template'
import { firstEndingAt, promptState, type MarkedSegment } from './prompt-state'

const TOKENS = {
  step: token('step'),
  input: token('input'),
  error: token('broken'),
  warning: token('doubtful'),
}

function token(kind: string): Decoration {
  return Decoration.mark({ class: 'prompt-token', attributes: { 'data-kind': kind } })
}

const DIM = Decoration.mark({ class: 'prompt-token-dim' })

/** Shows references as tokens; those in view, so that a letter costs the same in however long a text. */
export const showTokens = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet

    constructor(view: EditorView) {
      this.decorations = decorate(view)
    }

    update({ view, startState, viewportChanged }: ViewUpdate): void {
      if (viewportChanged || startState.field(promptState) !== view.state.field(promptState)) {
        this.decorations = decorate(view)
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function decorate({ state, visibleRanges }: EditorView): DecorationSet {
  const { marked } = state.field(promptState)
  const builder = new RangeSetBuilder<Decoration>()
  let next = 0
  for (const { from, to } of visibleRanges) {
    // A token that reaches from one range into the next is shown once.
    next = Math.max(next, firstEndingAt(marked, from))
    for (; next < marked.length; next++) {
      const one = marked[next]
      if (one === undefined || one.segment.range.from > to) break
      addToken(builder, one)
    }
  }
  return builder.finish()
}

function addToken(builder: RangeSetBuilder<Decoration>, { segment, problem }: MarkedSegment): void {
  const { from, to } = segment.range
  if (problem !== undefined) {
    builder.add(from, to, TOKENS[problem.severity])
  } else if (segment.type === 'reference') {
    const name = nameRange(segment)
    builder.add(from, to, TOKENS[segment.reference.target.kind])
    builder.add(from, name.from, DIM)
    builder.add(name.to, to, DIM)
  }
}

/** The part of a reference that is read; the rest is syntax. */
function nameRange({ range, labelRange }: ReferenceSegment): { from: number; to: number } {
  if (labelRange === undefined) return { from: range.from + 2, to: range.to - 2 }
  return { from: labelRange.from + 1, to: labelRange.to }
}
