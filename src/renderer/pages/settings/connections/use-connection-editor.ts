import type { ConnectionView } from '@shared/contract'
import { useState } from 'react'
import { useAppState } from '../../../state/app-state'
import { findProblems, fromDraft, sameDraft, toDraft, type ConnectionDraft } from './connection-draft'

/** A connection that is being changed, based on what it was when its form opened. */
export function useConnectionEditor(
  shown: ConnectionView,
  onSaved: (connection: ConnectionView, leftInKeychain?: string) => void,
) {
  const { client } = useAppState().connection
  const [base, setBase] = useState(shown)
  const [draft, setDraft] = useState(() => toDraft(shown))
  const [key, setKey] = useState('')
  const [checked, setChecked] = useState(false)
  const [generation, setGeneration] = useState(0)
  const changed = !sameDraft(draft, toDraft(base)) || key !== ''
  const adopt = (connection: ConnectionView): void => {
    setBase(connection)
    setDraft(toDraft(connection))
  }
  const isNewer = shown.updatedAt > base.updatedAt
  // Nothing was typed yet: then what is newer is simply shown.
  if (isNewer && !changed) adopt(shown)

  const problems = findProblems(draft)
  const hasProblems = Object.keys(problems).length > 0

  /** Gives the connection as it is now; undefined if the form is not in order. */
  const save = async (): Promise<ConnectionView | undefined> => {
    setChecked(true)
    if (hasProblems) return undefined
    let current = base
    let left: string | undefined
    if (!sameDraft(draft, toDraft(base))) {
      const { leftInKeychain, ...saved } = await client.connections.save({
        connection: fromDraft(draft),
        name: base.name,
        updatedAt: base.updatedAt,
      })
      current = saved
      left = leftInKeychain
      adopt(current)
    }
    if (key !== '') {
      const { updatedAt, leftInKeychain, ...state } = await client.connections.setKey({
        name: current.name,
        updatedAt: current.updatedAt,
        key,
      })
      current = { ...current, key: state, updatedAt }
      setBase(current)
      left ??= leftInKeychain
      setKey('')
      // What the server offers can be asked for now; if it can't, the test tells why.
      await client.connections.models({ name: current.name, refresh: true }).catch(() => [])
    }
    onSaved(current, left)
    return current
  }

  const forgetKey = async (): Promise<void> => {
    const { updatedAt, ...state } = await client.connections.deleteKey({
      name: base.name,
      updatedAt: base.updatedAt,
    })
    const current = { ...base, key: state, updatedAt }
    setBase(current)
    onSaved(current)
  }

  return {
    base,
    draft,
    key,
    changed,
    /** Somebody else changed it while this form holds changes. */
    conflict: isNewer && changed,
    problems: checked ? problems : {},
    setKey,
    change: (changes: Partial<ConnectionDraft>) => setDraft((before) => ({ ...before, ...changes })),
    /** Puts the newer connection into the form; what was typed is gone, but for the key. */
    takeNewer: () => {
      adopt(shown)
      setGeneration(generation + 1)
    },
    /** Other fields from here on: they hold what was typed. */
    generation,
    save,
    forgetKey,
  }
}
