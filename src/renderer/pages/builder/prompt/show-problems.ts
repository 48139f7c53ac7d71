import { completionStatus } from '@codemirror/autocomplete'
import { Prec, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, showTooltip, tooltips, type Tooltip } from '@codemirror/view'
import { problemActions } from './problem-actions'
import { createProblemBubble } from './problem-bubble'
import { promptState, segmentAt, type MarkedSegment } from './prompt-state'

const setFocused = StateEffect.define<boolean>()
const dismiss = StateEffect.define()

interface Shown {
  focused: boolean
  /** Where a bubble was closed by Escape: it stays closed until the cursor has been elsewhere. */
  dismissedAt: number | null
  marked: MarkedSegment | null
  tooltip: Tooltip | null
}

/** The bubble at the broken reference that the cursor is in. */
const shownProblem = StateField.define<Shown>({
  create: () => ({ focused: false, dismissedAt: null, marked: null, tooltip: null }),
  update: (before, transaction) => {
    let { focused, dismissedAt } = before
    for (const effect of transaction.effects) {
      if (effect.is(setFocused)) focused = effect.value
      if (effect.is(dismiss)) dismissedAt = before.marked?.segment.range.from ?? null
    }
    // While variables are offered, what is typed is not finished.
    const isOffered = completionStatus(transaction.state) === 'active'
    const marked = focused && !isOffered ? brokenAtCursor(transaction.state) : null
    if (marked === null) return { focused, dismissedAt: null, marked, tooltip: null }
    if (marked.segment.range.from === dismissedAt)
      return { focused, dismissedAt, marked: null, tooltip: null }
    const isSame =
      before.tooltip !== null &&
      before.marked?.problem?.message === marked.problem?.message &&
      before.marked?.segment.range.from === marked.segment.range.from
    const tooltip = isSame ? before.tooltip : tooltipFor(marked, transaction.state)
    return { focused, dismissedAt: null, marked, tooltip }
  },
  provide: (field) => showTooltip.from(field, (shown) => shown.tooltip),
})

function brokenAtCursor(state: EditorState): MarkedSegment | null {
  const { main } = state.selection
  if (!main.empty) return null
  const marked = segmentAt(state.field(promptState).marked, main.head)
  return marked?.problem === undefined ? null : marked
}

function tooltipFor(marked: MarkedSegment, state: EditorState): Tooltip {
  return {
    pos: marked.segment.range.from,
    end: marked.segment.range.to,
    create: (view) => createProblemBubble(view, marked, state.field(promptState)),
  }
}

/** Whether the bubble of a reference is there already, because the cursor is in it. */
export function isShown(state: EditorState, marked: MarkedSegment): boolean {
  return state.field(shownProblem).marked?.segment.range.from === marked.segment.range.from
}

/** Says whether the focus is in the editor or its bubble. */
const watchFocus = EditorView.domEventHandlers({
  focus: (_event, view) => tell(view, true),
  blur: (event, view) =>
    tell(view, event.relatedTarget instanceof Node && view.dom.contains(event.relatedTarget)),
})

function tell(view: EditorView, focused: boolean): void {
  // Not now: a selection that comes with the focus has to be read first, and an update may be under way.
  setTimeout(() => {
    if (view.dom.isConnected && view.state.field(shownProblem).focused !== focused) {
      view.dispatch({ effects: setFocused.of(focused) })
    }
  }, 10)
}

function mend(view: EditorView, onlyByEnter: boolean): boolean {
  const { marked } = view.state.field(shownProblem)
  if (marked === null || completionStatus(view.state) === 'active') return false
  const [best] = problemActions(marked, view.state.field(promptState))
  if (best === undefined || (onlyByEnter && !best.byEnter)) return false
  best.run(view)
  return true
}

function close(view: EditorView): boolean {
  if (view.state.field(shownProblem).marked === null) return false
  view.dispatch({ effects: dismiss.of(null) })
  return true
}

/** Bubbles and lists lie over neither the page's header nor its footer, and stay as wide as the editor. */
function betweenBars(view: EditorView) {
  const { left, right } = view.dom.getBoundingClientRect()
  const top = HEADER
  const bottom = window.innerHeight - FOOTER
  const isWideEnough = right - left > BUBBLE
  return isWideEnough ? { left, right, top, bottom } : { left: 0, right: window.innerWidth, top, bottom }
}

/** As in the style sheet: how wide a bubble is. */
const BUBBLE = 400

const HEADER = 48
const FOOTER = 52

export const showProblems: Extension = [
  shownProblem,
  watchFocus,
  tooltips({ tooltipSpace: betweenBars }),
  Prec.high(
    keymap.of([
      { key: 'Enter', run: (view) => mend(view, true) },
      { key: 'Mod-.', run: (view) => mend(view, false) },
      { key: 'Escape', run: close },
    ]),
  ),
]
