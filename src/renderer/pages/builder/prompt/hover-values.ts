import { hoverTooltip, type EditorView, type Tooltip, type TooltipView } from '@codemirror/view'
import { evaluatePrompt } from '@shared/prompt/evaluate-prompt'
import { createProblemBubble } from './problem-bubble'
import { isShown } from './show-problems'
import { promptState, segmentAt, type MarkedSegment, type PromptState } from './prompt-state'

const LONGEST_VALUE = 1_200

/** Under the mouse: what a variable was in the last run, or why it is broken. */
export const hoverValues = hoverTooltip(
  (view, position): Tooltip | null => {
    const state = view.state.field(promptState)
    const marked = segmentAt(state.marked, position)
    if (marked === undefined || isShown(view.state, marked)) return null
    const { from, to } = marked.segment.range
    const create = (target: EditorView): TooltipView =>
      marked.problem === undefined
        ? createValueCard(marked, state)
        : createProblemBubble(target, marked, state)
    return { pos: from, end: to, create }
  },
  { hoverTime: 250, hideOnChange: true },
)

function createValueCard({ segment }: MarkedSegment, { input }: PromptState): TooltipView {
  const dom = document.createElement('div')
  dom.className = 'prompt-value'
  const title = document.createElement('p')
  title.className = 'prompt-value-title'
  const [value] = input === null ? [] : evaluatePrompt({ segments: [segment], problems: [] }, input.values)
  title.textContent = value?.kind === 'text' ? 'In the last run' : 'No value yet'
  const text = document.createElement('p')
  text.className = value?.kind === 'text' ? 'prompt-value-text' : 'prompt-value-none'
  text.textContent =
    value?.kind === 'text'
      ? shorten(value.text)
      : 'Run the workflow, or try the step, and what came out is shown here.'
  dom.append(title, text)
  return { dom, offset: { x: 0, y: 4 } }
}

function shorten(text: string): string {
  if (text === '') return '(empty)'
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
