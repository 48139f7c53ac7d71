import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap } from '@codemirror/commands'
import { Annotation, EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { TypingWay } from '../document/typing'
import type { Place } from '../document/view-store'
import { changeBetween } from './change-between'
import { completeVariables } from './complete-variables'
import { setEditorInput, type EditorInput } from './editor-input'
import { hoverValues } from './hover-values'
import { beginWith } from './prompt-state'
import { showProblems } from './show-problems'
import { showTokens } from './show-tokens'
import { typingWay } from './typing-way'
import '../../../ui/prompt-token.css'
import './prompt-editor.css'

export interface PromptEditorProps {
  /** Ids of elements. */
  labelledBy: string
  describedBy: string
  placeholder: string
  value: string
  input: EditorInput
  /** A place to take the focus to; a new value each time. */
  wanted: Place | null
  onTaken: () => void
  onChange: (text: string, way: TypingWay) => void
}

/** The change comes from the document, not from the user's keys. */
const fromDocument = Annotation.define<boolean>()

// Undo is the builder's, over all steps; Mod-Enter runs the workflow.
const KEYS = defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Mod-k')

/** A text in the prompt language, on CodeMirror. */
export default function PromptEditor(props: PromptEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const newest = useRef(props)
  useEffect(() => {
    newest.current = props
  })

  useEffect(() => {
    const parent = host.current
    if (parent === null) return
    const editor = new EditorView({
      state: EditorState.create({ doc: newest.current.value, extensions: extensionsFor(newest) }),
    })
    view.current = editor
    const attach = (): void => {
      if (view.current === editor) parent.append(editor.dom)
    }
    // An editor asks where the selection is, for which the browser has to lay out the page: once, and not once more
    // for each editor that was put there just before. The one that takes the focus can't wait.
    if (newest.current.wanted === null) queueMicrotask(attach)
    else attach()
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [])

  const { value, input, wanted } = props
  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const change = changeBetween(editor.state.doc.toString(), value.replaceAll('\r\n', '\n'))
    if (change !== null) editor.dispatch({ changes: change, annotations: fromDocument.of(true) })
  }, [value])
  const told = useRef(input)
  useEffect(() => {
    if (told.current === input) return
    told.current = input
    // Not now: where the focus came here and took a change along, its selection has to be read first.
    const timer = setTimeout(() => view.current?.dispatch({ effects: setEditorInput.of(input) }), 10)
    return () => clearTimeout(timer)
  }, [input])
  useEffect(() => {
    const editor = view.current
    if (wanted === null || editor === null) return
    const { length } = editor.state.doc
    const head = Math.min(wanted.range?.to ?? 0, length)
    editor.focus()
    editor.dispatch({
      selection: { anchor: head },
      effects: EditorView.scrollIntoView(head, { y: 'center' }),
    })
    newest.current.onTaken()
  }, [wanted])

  return <div ref={host} className="prompt-editor" />
}

function extensionsFor(newest: { current: PromptEditorProps }): Extension {
  const { labelledBy, describedBy, placeholder: hint } = newest.current
  return [
    beginWith(newest.current.input),
    showTokens,
    showProblems,
    hoverValues,
    closeBrackets(),
    autocompletion({ override: [completeVariables], icons: false, maxRenderedOptions: 60 }),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    placeholder(hint),
    keymap.of([{ key: 'Tab', run: acceptCompletion }, ...closeBracketsKeymap, ...KEYS]),
    EditorState.languageData.of(() => [{ closeBrackets: { brackets: ['{'] } }]),
    EditorView.contentAttributes.of({
      'aria-labelledby': labelledBy,
      'aria-describedby': describedBy,
      spellcheck: 'false',
    }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged || update.transactions.some((one) => one.annotation(fromDocument) === true))
        return
      newest.current.onChange(update.state.doc.toString(), typingWay(update.transactions))
    }),
  ]
}
