import type { ConnectionView } from '@shared/contract'
import { ADDABLE_KINDS, PROVIDER_FACTS, type ProviderKind } from '@shared/model/provider-kinds'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { useAppState } from '../../../state/app-state'
import { useAction } from '../../../state/use-action'
import { SelectField } from '../../../ui/select-field'
import { ErrorNotice } from '../../error-notice'
import { OfferedButton } from '../../offered-button'
import { findProblems, freeName, fromDraft, type ConnectionDraft } from './connection-draft'
import { LimitFields, PlaceFields } from './connection-fields'
import { KeyField } from './key-field'

interface AddConnectionProps {
  connections: readonly ConnectionView[]
  /** `keyError`: it was added, but its key was not kept. */
  onAdded: (connection: ConnectionView, keyError: unknown) => void
  onCancel: () => void
}

const KINDS = ADDABLE_KINDS.map((kind) => ({ value: kind, name: PROVIDER_FACTS[kind].title }))

/** The form for a new connection: what it is, and its key. */
export function AddConnection({ connections, onAdded, onCancel }: AddConnectionProps) {
  const { client } = useAppState().connection
  const [draft, setDraft] = useState(() => emptyDraft('openai', connections))
  const [key, setKey] = useState('')
  const [checked, setChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('select')?.focus(), [])

  const problems = findProblems(draft)
  const facts = PROVIDER_FACTS[draft.kind]
  const add = useAction(async () => {
    const added = await client.connections.save({ connection: fromDraft(draft), updatedAt: null })
    const { name, updatedAt } = added
    // What was typed for another kind is not shown any more, and means nothing to this one.
    if (key === '' || facts.local) return onAdded(added, null)
    try {
      const { updatedAt: written, ...state } = await client.connections.setKey({ name, updatedAt, key })
      setKey('')
      onAdded({ ...added, key: state, updatedAt: written }, null)
    } catch (error) {
      onAdded(added, error)
    }
  })
  const chooseKind = (kind: ProviderKind): void => {
    const named = draft.name !== freeName(PROVIDER_FACTS[draft.kind].title, connections)
    const { name } = emptyDraft(kind, connections)
    setDraft({ ...draft, kind, name: named && draft.name.trim() !== '' ? draft.name : name })
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (Object.keys(problems).length === 0) add.run()
  }
  return (
    <form
      ref={form}
      className="connection-editor connection-new"
      aria-label="New connection"
      noValidate
      onSubmit={submit}
    >
      {add.error !== null && <ErrorNotice error={add.error} title="The connection was not added." />}
      <SelectField label="Provider" value={draft.kind} options={KINDS} onChange={chooseKind} />
      <PlaceFields
        draft={draft}
        problems={checked ? problems : {}}
        addressHelp={facts.baseUrl === undefined ? 'Any server that speaks Chat Completions.' : undefined}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
      />
      {!facts.local && (
        <KeyField
          value={key}
          placeholder={facts.needsKey ? 'Paste the key' : 'Paste the key, if the server wants one'}
          onChange={setKey}
        />
      )}
      <LimitFields draft={draft} onChange={(changes) => setDraft({ ...draft, ...changes })} />
      <div className="editor-actions">
        <OfferedButton
          under="On this page"
          offer="Add"
          about="the new connection"
          type="submit"
          look="primary"
          unavailable={add.busy}
        >
          Add
        </OfferedButton>
        <OfferedButton under="On this page" offer="Cancel" about="adds no connection" onClick={onCancel}>
          Cancel
        </OfferedButton>
      </div>
    </form>
  )
}

function emptyDraft(kind: ProviderKind, connections: readonly ConnectionView[]): ConnectionDraft {
  return {
    name: freeName(PROVIDER_FACTS[kind].title, connections),
    kind,
    baseUrl: '',
    defaultModel: '',
    requestsPerMinute: undefined,
    requestsAtATime: undefined,
  }
}
