import type { EditorView, TooltipView } from '@codemirror/view'
import { problemActions, reasonOf, type ProblemAction } from './problem-actions'
import type { MarkedSegment, PromptState } from './prompt-state'

/** The reason why a reference is broken, and what can be done. It opens below, so that the line stays in view. */
export function createProblemBubble(
  view: EditorView,
  marked: MarkedSegment,
  state: PromptState,
): TooltipView {
  const dom = document.createElement('div')
  dom.className = 'prompt-bubble'
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', 'Problem')
  const reason = document.createElement('p')
  reason.className = 'prompt-bubble-reason'
  reason.dataset['severity'] = marked.problem?.severity ?? 'error'
  reason.textContent = reasonOf(marked)
  const list = document.createElement('div')
  list.className = 'prompt-bubble-actions'
  list.append(...problemActions(marked, state).map((action) => createButton(view, action)))
  dom.append(reason, list)
  return {
    dom,
    getCoords: () => lastLineOf(view, marked),
    offset: { x: 0, y: 6 },
    positioned: () => makeRoom(view, dom),
    destroy: () => view.dom.parentElement?.style.removeProperty(ROOM),
  }
}

/** As in the style sheet: how far the bubble hangs out of the editor. What comes next moves down by that. */
const ROOM = '--bubble-room'

function makeRoom(view: EditorView, dom: HTMLElement): void {
  const host = view.dom.parentElement
  const bubble = dom.getBoundingClientRect()
  const editor = view.dom.getBoundingClientRect()
  const below = bubble.bottom - editor.bottom
  if (below > 0 && bubble.top > editor.top) host?.style.setProperty(ROOM, `${Math.ceil(below)}px`)
  else host?.style.removeProperty(ROOM)
}

function createButton(view: EditorView, action: ProblemAction): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'prompt-bubble-action'
  const label = document.createElement('span')
  label.textContent = action.label
  button.append(label)
  if (action.byEnter) {
    const key = document.createElement('kbd')
    key.className = 'shortcut'
    key.textContent = '↵'
    key.setAttribute('aria-hidden', 'true')
    button.dataset['best'] = ''
    button.append(key)
  }
  // The text keeps the focus, and the bubble stays until it is pressed.
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', () => action.run(view))
  return button
}

/** Where the last line of the reference is: the bubble is to be below all of it. */
function lastLineOf(view: EditorView, { segment }: MarkedSegment) {
  const length = view.state.doc.length
  const start = view.coordsAtPos(Math.min(segment.range.from, length))
  const end = view.coordsAtPos(Math.min(segment.range.to, length), -1)
  const left = view.contentDOM.getBoundingClientRect().left + 12
  if (end === null) return { left, right: left, top: 0, bottom: 0 }
  const onOneLine = start !== null && Math.abs(start.top - end.top) < 4
  return { left: onOneLine ? start.left : left, right: end.right, top: end.top, bottom: end.bottom }
}
