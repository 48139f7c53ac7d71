import type { EditorView } from '@codemirror/view'
import { referenceFixes } from '../analysis/reference-fixes'
import type { MarkedSegment, PromptState } from './prompt-state'

/** One thing that can be done about a problem in the text. */
export interface ProblemAction {
  label: string
  /** The best one is what Enter does. */
  byEnter: boolean
  run: (view: EditorView) => void
}

/** What can be done, the best first. */
export function problemActions({ segment, problem }: MarkedSegment, { input }: PromptState): ProblemAction[] {
  if (problem === undefined) return []
  const { range, source } = segment
  const replace =
    (text: string) =>
    (view: EditorView): void => {
      view.dispatch({
        changes: { ...range, insert: text },
        selection: { anchor: range.from + text.length },
        userEvent: 'input.fix',
      })
      view.focus()
    }
  const actions: ProblemAction[] = []
  if (problem.fix !== undefined) {
    const { label, text } = problem.fix
    // Enter is for a slip that was finished; in one that is still being typed it is a new line.
    const byEnter = text.startsWith('{{') && source.endsWith('}}') && label.startsWith('Change to')
    actions.push({ label, byEnter, run: replace(text) })
  }
  if (input !== null) {
    for (const fix of referenceFixes(segment, input.scope.steps, input.scope.position)) {
      actions.push({ label: fix.label, byEnter: false, run: () => input.onStepFix(fix) })
    }
  }
  actions.push({ label: 'Remove the reference', byEnter: false, run: replace('') })
  return actions
}

/** The problem without its place, which is where it is shown. */
export function reasonOf({ problem }: MarkedSegment): string {
  return (problem?.message ?? '').replace(/^In the (?:system )?prompt of ".*?"(?:, line \d+)?: /, '')
}
