import { NEW_WORKFLOW, readDraft, toBody, type EditedWorkflow } from './edited-workflow'
import type { Workflow } from '@shared/model/workflow'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAnswer } from '../../state/use-answer'

/** `NEW_WORKFLOW_ID` of the contract, whose values don't belong in this bundle. */
const NEW = 'new'
const DRAFT_PAUSE_MS = 400

export interface Builder {
  /** Null until loaded. */
  workflow: EditedWorkflow | null
  error: unknown
  reload: () => void
  unsaved: boolean
  /** Why unsaved changes can't be kept at the moment. */
  draftError: unknown
  change: (change: (workflow: EditedWorkflow) => EditedWorkflow) => void
  /** Stores the workflow, if anything changed, and gives it. */
  save: () => Promise<{ id: string; name: string }>
  /** Goes back to what is stored. */
  discard: () => void
}

/** The workflow being edited. Changes that are not saved yet are kept by the core as they are made. */
export function useBuilder(workflowId: string): Builder {
  const { client } = useAppState().connection
  const loaded = useAnswer(`builder ${workflowId}`, (api, signal) =>
    api.workflows.get({ workflowId }, { signal }),
  )
  const [workflow, setWorkflow] = useState<EditedWorkflow | null>(null)
  const [stored, setStored] = useState<Workflow | null>(null)
  const [unsaved, setUnsaved] = useState(false)
  const [draftError, setDraftError] = useState<unknown>(null)
  const draftUpdatedAt = useRef<number | null>(null)
  const pending = useRef(Promise.resolve())

  // What was loaded fills the form once; after a lost connection the edits of this page count, not the answer.
  if (loaded.data !== undefined && workflow === null) {
    const draft = loaded.data.draft === null ? null : readDraft(loaded.data.draft.content)
    setWorkflow(draft ?? loaded.data.workflow ?? NEW_WORKFLOW)
    setStored(loaded.data.workflow)
    setUnsaved(draft !== null)
  }
  useEffect(() => {
    if (loaded.data !== undefined) draftUpdatedAt.current = loaded.data.draft?.updatedAt ?? null
  }, [loaded.data])

  const keepDraft = useCallback(
    (content: EditedWorkflow | null): Promise<void> => {
      const keep = async (): Promise<void> => {
        const { updatedAt } = await client.workflows.saveDraft({
          workflowId,
          content: content === null ? null : { workflow: JSON.parse(JSON.stringify(content)) },
          basedOn: stored?.updatedAt ?? null,
          updatedAt: draftUpdatedAt.current,
        })
        draftUpdatedAt.current = updatedAt
      }
      pending.current = pending.current.then(() =>
        keep().then(
          () => setDraftError(null),
          (error: unknown) => setDraftError(error),
        ),
      )
      return pending.current
    },
    [client, workflowId, stored],
  )

  useEffect(() => {
    if (!unsaved || workflow === null) return
    const timer = setTimeout(() => void keepDraft(workflow), DRAFT_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [unsaved, workflow, keepDraft])

  const change = useCallback((change: (workflow: EditedWorkflow) => EditedWorkflow) => {
    setWorkflow((before) => (before === null ? null : change(before)))
    setUnsaved(true)
  }, [])

  const save = async (): Promise<{ id: string; name: string }> => {
    if (workflow === null) throw new Error('There is nothing to save yet.')
    if (!unsaved && stored !== null) return stored
    await pending.current
    const body = toBody(workflow)
    const saved =
      stored === null
        ? await client.workflows.create({ workflow: body })
        : await client.workflows.update({ workflowId, updatedAt: stored.updatedAt, workflow: body })
    if (workflowId === NEW) await keepDraft(null)
    draftUpdatedAt.current = null
    setStored(saved)
    setWorkflow(saved)
    setUnsaved(false)
    return saved
  }

  const discard = (): void => {
    setUnsaved(false)
    setWorkflow(stored ?? NEW_WORKFLOW)
    void keepDraft(null)
  }

  return { workflow, error: loaded.error, reload: loaded.reload, unsaved, draftError, change, save, discard }
}
