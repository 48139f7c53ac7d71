import type { ConnectionView } from '@shared/contract'
import { Trash2 } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import { describeError } from '../../../state/describe-error'
import { useAction } from '../../../state/use-action'
import { Button } from '../../../ui/button'
import { ConfirmDialog } from '../../../ui/confirm-dialog'
import { Notice } from '../../../ui/notice'
import { ErrorNotice } from '../../error-notice'
import { OfferedButton } from '../../offered-button'
import { originOf } from './connection-draft'
import { LimitFields, PlaceFields } from './connection-fields'
import { ConnectionModelField } from './connection-model-field'
import { describeKey } from './describe-key'
import type { TestState } from './describe-test'
import { KeyField } from './key-field'
import { TestAnswer } from './test-answer'
import { useConnectionEditor } from './use-connection-editor'

interface ConnectionEditorProps {
  connection: ConnectionView
  testState: TestState | undefined
  /** Why its key could not be stored when it was added. */
  keyError: unknown
  onTest: (name: string) => void
  /** `leftInKeychain`: the entry of a key that serves no more and could not be erased. */
  onSaved: (connection: ConnectionView, leftInKeychain?: string) => void
  /** The list holds something newer, or may. */
  onReload: () => void
  onRemove: () => void
}

/** Changes a connection of the user's, below its row. */
export function ConnectionEditor(props: ConnectionEditorProps) {
  const { connection, testState, keyError, onTest, onSaved, onReload, onRemove } = props
  const editor = useConnectionEditor(connection, onSaved)
  const { base, draft, key } = editor
  /** Where something was refused because it changed elsewhere, what is newer is to be seen. */
  const attempt = async <Result,>(act: () => Promise<Result>): Promise<Result> => {
    try {
      return await act()
    } catch (error) {
      if (describeError(error).code === 'CONFLICT') onReload()
      throw error
    }
  }
  const save = useAction(() => attempt(editor.save))
  const saveAndTest = useAction(async () => {
    const saved = editor.changed ? await attempt(editor.save) : base
    if (saved !== undefined) onTest(saved.name)
  })
  const forgetKey = useAction(() => attempt(editor.forgetKey))
  const [asksToForget, setAsksToForget] = useState(false)
  const failed = save.error ?? saveAndTest.error ?? forgetKey.error
  const clearErrors = (): void => {
    for (const action of [save, saveAndTest, forgetKey]) action.clear()
  }
  const takesKey = base.kind !== 'ollama' && base.kind !== 'lmstudio'
  const losesKey = base.key.set && originOf(draft) !== base.origin

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    clearErrors()
    save.run()
  }
  return (
    <form className="connection-editor" aria-label={`Edit ${base.name}`} noValidate onSubmit={submit}>
      <TestAnswer state={testState} />
      {keyError != null && failed === null && !base.key.set && (
        <ErrorNotice error={keyError} title="The connection was added, but its key was not kept." />
      )}
      {editor.conflict && (
        <Notice
          tone="warn"
          title="This connection was changed elsewhere meanwhile."
          actions={
            <Button
              size="small"
              onClick={() => {
                clearErrors()
                editor.takeNewer()
              }}
            >
              Show the newer one
            </Button>
          }
        >
          Nothing was overwritten. What you typed here is not saved.
        </Notice>
      )}
      {failed !== null && !editor.conflict && <ErrorNotice error={failed} title="It was not saved." />}
      <PlaceFields
        draft={draft}
        problems={editor.problems}
        addressHelp={
          losesKey
            ? 'Its key is forgotten then: a key goes nowhere but to the host it was typed for.'
            : undefined
        }
        onChange={editor.change}
      />
      {takesKey && (
        <KeyField
          value={key}
          placeholder={base.key.set ? 'Paste a new key' : 'Paste the key'}
          state={describeKey(base.key)}
          onChange={editor.setKey}
        />
      )}
      <LimitFields key={editor.generation} draft={draft} onChange={editor.change} />
      <ConnectionModelField
        connection={base}
        value={draft.defaultModel}
        testedAt={testState?.phase === 'answered' ? testState.at : undefined}
        onChange={(defaultModel) => editor.change({ defaultModel })}
      />
      <div className="editor-actions">
        <OfferedButton
          under="On this page"
          offer={key === '' ? 'Save' : 'Save key'}
          about={base.name}
          type="submit"
          look="primary"
          unavailable={!editor.changed || save.busy || saveAndTest.busy || editor.conflict}
        >
          {key === '' ? 'Save' : 'Save key'}
        </OfferedButton>
        <Button
          unavailable={testState?.phase === 'testing' || saveAndTest.busy || editor.conflict}
          hint={editor.changed ? 'Saves first' : 'Asks for its list of models'}
          onClick={() => {
            clearErrors()
            saveAndTest.run()
          }}
        >
          Test connection
        </Button>
        {base.key.set && takesKey && (
          <OfferedButton
            under="On this page"
            offer="Forget key…"
            about={base.name}
            look="ghost"
            onClick={() => setAsksToForget(true)}
          >
            Forget key…
          </OfferedButton>
        )}
        <Button look="danger" className="button-ghost editor-remove" icon={Trash2} onClick={onRemove}>
          Remove…
        </Button>
      </div>
      {asksToForget && (
        <ConfirmDialog
          title={`Forget the key of “${base.name}”?`}
          action="Forget key"
          onConfirm={() => forgetKey.run()}
          onClose={() => setAsksToForget(false)}
        >
          Baton removes it for good; steps on this connection fail until you paste one again. At the provider
          the key stays valid: revoke it there if somebody else may know it.
        </ConfirmDialog>
      )}
    </form>
  )
}
