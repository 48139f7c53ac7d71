import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import { printReference } from '@shared/prompt/print-prompt'
import { findReferencedStep } from '@shared/prompt/prompt-scope'
import type { ReferenceTarget } from '@shared/prompt/prompt-template'
import type { EditorInput } from './editor-input'
import { fieldsOfInput } from './known-fields'
import { promptState } from './prompt-state'

/** What a prompt can refer to. */
interface Variable {
  /** What goes between the braces. */
  text: string
  name: string
  detail: string
}

/** Offers what a prompt can refer to, from `{{` on: the input, earlier steps, and their fields where they are known. */
export function completeVariables(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/\{\{[^{}\n]*$/)
  const { input } = context.state.field(promptState)
  if (typed === null || input === null) return null
  const indent = /^\{\{\s*/.exec(typed.text)?.[0].length ?? 2
  const search = typed.text.slice(indent).toLowerCase()
  const found = variables(input)
    .map((variable) => ({ variable, rank: rankOf(variable, search) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((one, other) => one.rank - other.rank)
  return {
    from: typed.from + indent,
    options: found.map(({ variable }) => completion(variable)),
    filter: false,
  }
}

/** What begins with the search comes first, then where a word does, then where it stands anywhere. */
function rankOf({ name, text }: Variable, search: string): number {
  if (text.toLowerCase().startsWith(search)) return 0
  const wanted = search.replace(/^steps\.?\s*/, '')
  const at = name.toLowerCase().indexOf(wanted)
  if (at === -1) return Infinity
  if (at === 0) return 1
  return /[^\p{L}\p{N}]/u.test(name[at - 1] ?? '') ? 2 : 3
}

function variables({ scope, values, fieldsOf }: EditorInput): Variable[] {
  const { steps, position } = values
  const found: Variable[] = [
    { text: 'input', name: 'input', detail: 'what the run is given' },
    ...fieldsOfInput(scope, values).map((path) => ({
      text: inner({ kind: 'input', path }),
      name: ['input', ...path].join('.'),
      detail: 'a field of the input',
    })),
  ]
  // The nearest first: it is the one that is usually meant.
  for (let earlier = position - 1; earlier >= 0; earlier--) {
    const step = steps.steps[earlier]
    if (step === undefined || findReferencedStep(steps, step.label, position) !== earlier) continue
    const { label } = step
    const detail = step.enabled === false ? `step ${earlier + 1}, disabled` : `step ${earlier + 1}`
    found.push({ text: inner({ kind: 'step', label, path: 'content' }), name: label, detail })
    for (const path of fieldsOf(earlier)) {
      found.push({
        text: inner({ kind: 'step', label, path }),
        name: [label, ...path].join('.'),
        detail: 'a field of its JSON',
      })
    }
  }
  return found
}

function inner(target: ReferenceTarget): string {
  return printReference({ target }).slice(2, -2)
}

function completion({ text, name, detail }: Variable): Completion {
  return {
    label: text,
    displayLabel: name,
    detail,
    apply: (view, _, from, to) => insert(view, text, from, to),
  }
}

/** Closing braces that are there already, written by `closeBrackets` or by hand, are used up. */
function insert(view: EditorView, text: string, from: number, to: number): void {
  const behind = view.state.sliceDoc(to, to + 20)
  const closing = /^\s*\}\}?/.exec(behind)?.[0].length ?? 0
  view.dispatch({
    changes: { from, to: to + closing, insert: `${text}}}` },
    selection: { anchor: from + text.length + 2 },
    userEvent: 'input.complete',
  })
}
