import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { SwitchField } from '../../ui/switch-field'
import { useBuilder, useView } from './builder-context'
import './builder-title.css'

/** The workflow's name and description, written where they are read, and its YOLO switch. */
export function BuilderTitle() {
  const { session, view } = useBuilder()
  const { edit, store } = session.document
  const name = useStore(store, (state) => state.workflow.name)
  const description = useStore(store, (state) => state.workflow.description ?? '')
  const yoloMode = useStore(store, (state) => state.workflow.yoloMode ?? false)
  const nameField = useRef<HTMLInputElement>(null)
  const wanted = useView((state) => state.wanted)
  useEffect(() => {
    if (view.take(null, ['name', 'description']) !== null) nameField.current?.focus()
  }, [view, wanted])

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
        onChange={(event) => edit((workflow) => ({ ...workflow, name: event.target.value }), 'name')}
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
        onChange={(event) =>
          edit((workflow) => {
            const { description: _former, ...rest } = workflow
            const text = event.target.value
            return text === '' ? rest : { ...rest, description: text }
          }, 'description')
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

function withYolo<T extends { yoloMode?: boolean | undefined }>(workflow: T, checked: boolean): T {
  return { ...workflow, yoloMode: checked }
}
