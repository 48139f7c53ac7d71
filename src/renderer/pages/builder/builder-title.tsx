import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { SwitchField } from '../../ui/switch-field'
import { useBuilder, useView } from './builder-context'
import { NEW_WORKFLOW, type EditedWorkflow } from './document/edited-workflow'
import { readTypingWay } from './document/read-typing-way'
import type { BuilderSession } from './document/session-state'
import './builder-title.css'

/** The workflow's name and description, written where they are read, and its YOLO switch. */
export function BuilderTitle() {
  const { session, view } = useBuilder()
  const { edit, endTyping, store } = session.document
  const name = useStore(store, (state) => state.workflow.name)
  const description = useStore(store, (state) => state.workflow.description ?? '')
  const yoloMode = useStore(store, (state) => state.workflow.yoloMode ?? false)
  const nameField = useRef<HTMLInputElement>(null)
  const wanted = useView((state) => state.wanted)
  useEffect(() => {
    if (view.take(null, ['name', 'description']) !== null) nameField.current?.focus()
  }, [view, wanted])

  // Whoever makes a new workflow types its name at once.
  useEffect(() => {
    if (isUntouched(session)) nameField.current?.select()
  }, [session])

  const blank = name.trim() === ''
  return (
    <div className="builder-title">
      <input
        ref={nameField}
        className="builder-name"
        aria-label="Name"
        aria-invalid={blank || undefined}
        aria-describedby={blank ? 'builder-name-error' : undefined}
        placeholder="Name of the workflow"
        maxLength={200}
        spellCheck={false}
        value={name}
        onCompositionStart={endTyping}
        onChange={(event) =>
          edit(
            (workflow) => ({ ...workflow, name: event.target.value }),
            'name',
            readTypingWay(event.nativeEvent),
          )
        }
      />
      {blank && (
        <p id="builder-name-error" className="field-error">
          A workflow needs a name.
        </p>
      )}
      <textarea
        className="builder-description"
        aria-label="Description"
        placeholder="What it makes, of what"
        rows={1}
        maxLength={10_000}
        value={description}
        onCompositionStart={endTyping}
        onChange={(event) =>
          edit(
            (workflow) => withDescription(workflow, event.target.value),
            'description',
            readTypingWay(event.nativeEvent),
          )
        }
      />
      <div className="builder-yolo">
        <SwitchField
          label="YOLO mode"
          checked={yoloMode}
          onChange={(checked) => edit((workflow) => withYolo(workflow, checked))}
        />
      </div>
    </div>
  )
}

function isUntouched({ store, document }: BuilderSession): boolean {
  const { steps, name } = document.store.getState().workflow
  return store.getState().stored === null && steps.length === 0 && name === NEW_WORKFLOW.name
}

function withDescription({ description: _former, ...rest }: EditedWorkflow, text: string): EditedWorkflow {
  return text === '' ? rest : { ...rest, description: text }
}

function withYolo<T extends { yoloMode?: boolean | undefined }>(workflow: T, checked: boolean): T {
  return { ...workflow, yoloMode: checked }
}
