import type { ApiClient, Draft } from '@shared/contract'
import type { StoreApi } from 'zustand/vanilla'
import type { DocumentStore } from './document-store'
import type { EditedDocument } from './edited-document'
import { findStored, hasCode } from './find-stored'
import { NEW, type SessionState } from './session-state'

export interface DraftKeeper {
  /** Keeps what is not saved; drops the draft where everything is. What stands in the way is in the state. */
  keep: () => Promise<void>
  /** Drops the draft, if there is one. */
  drop: () => Promise<void>
  /** The draft is this one. @param content the document, where the draft says the same */
  know: (draft: Pick<Draft, 'updatedAt'> | null, content: EditedDocument | null) => void
  /** What was new is a stored workflow: what is unsaved of it is kept under its id. */
  move: () => Promise<void>
  /** Where another window's draft stands in the way: looks whether it still does, or what it became. */
  recheck: () => Promise<void>
  /** Whatever is kept, it is to be written again: it was dropped by somebody, or begun on another workflow. */
  doubt: () => void
}

interface DraftKeeperParts {
  client: ApiClient
  document: DocumentStore
  store: StoreApi<SessionState>
  /** Asks what became of the stored workflow, and puts it into the state. */
  learn: () => Promise<void>
  /** Tells this window's drafts from those of others. */
  windowId: string
}

/** Puts unsaved changes where they outlive the window. One call at a time: each is based on the one before. */
export function createDraftKeeper({
  client,
  document,
  store,
  learn,
  windowId,
}: DraftKeeperParts): DraftKeeper {
  let draftUpdatedAt: number | null = null
  let lastKept: EditedDocument | null = null

  const write = async (content: EditedDocument | null): Promise<void> => {
    const { workflowId, newId, stored, conflict } = store.getState()
    const answer = await client.workflows.saveDraft({
      workflowId,
      content: content === null ? null : { ...content, windowId, ...(stored === null && { newId }) },
      basedOn: stored?.updatedAt ?? null,
      updatedAt: draftUpdatedAt,
      ...(conflict?.kind === 'deleted' && { deleted: true }),
    })
    draftUpdatedAt = answer.updatedAt
    lastKept = content
    store.setState({ draftError: null })
  }

  /** Somebody else deleted the workflow, brought it back, saved it, or keeps a draft. */
  const keepBeside = async (content: EditedDocument | null, error: unknown): Promise<void> => {
    const { workflowId, stored, conflict } = store.getState()
    if (hasCode(error, 'NOT_FOUND')) {
      await learn()
      if (!isLost(store.getState())) await write(content)
      return
    }
    if (!hasCode(error, 'CONFLICT') || conflict?.kind === 'deleted') throw error
    const now = await findStored(client, workflowId)
    if (now === null) throw error
    // An answer that was lost leaves this window's own.
    if (isOfOther(now.draft)) {
      store.setState({ conflict: { kind: 'draft' } })
      return
    }
    draftUpdatedAt = now.draft?.updatedAt ?? null
    if (now.workflow !== null && now.workflow.updatedAt !== stored?.updatedAt)
      store.setState({ conflict: { kind: 'workflow', theirs: now.workflow } })
    await write(content)
  }

  const isOfOther = (draft: Draft | null): boolean => draft !== null && draft.content['windowId'] !== windowId

  const keep = async (): Promise<void> => {
    const state = store.getState()
    if (state.conflict?.kind === 'draft' || isLost(state)) return
    const content = findUnsaved(document.store.getState(), state)
    const isKept = content === null ? draftUpdatedAt === null : content === lastKept
    try {
      if (isKept) store.setState({ draftError: null })
      else await write(content)
    } catch (error) {
      await keepBeside(content, error).catch((draftError: unknown) => store.setState({ draftError }))
    }
  }

  return {
    keep,
    drop: async () => {
      if (draftUpdatedAt !== null) await write(null)
    },
    move: async () => {
      const former = draftUpdatedAt
      draftUpdatedAt = null
      lastKept = null
      await keep()
      const { conflict, draftError } = store.getState()
      if (former === null || conflict !== null || draftError !== null) return
      const dropped = { workflowId: NEW, content: null, basedOn: null, updatedAt: former }
      await client.workflows.saveDraft(dropped).catch(() => undefined)
    },
    know: (draft, content) => {
      draftUpdatedAt = draft?.updatedAt ?? null
      lastKept = content
    },
    recheck: async () => {
      const { workflowId, conflict } = store.getState()
      if (conflict?.kind !== 'draft') return
      const draft = (await findStored(client, workflowId))?.draft ?? null
      if (isOfOther(draft)) return
      draftUpdatedAt = draft?.updatedAt ?? null
      lastKept = null
      store.setState({ conflict: null })
      await learn()
      await keep()
    },
    doubt: () => {
      lastKept = null
    },
  }
}

/** What references mean is not stored with a workflow, so that a question about it is unsaved, too. */
function findUnsaved(current: EditedDocument, { saved }: SessionState): EditedDocument | null {
  return current.workflow === saved && current.agreed === null ? null : current
}

/** Nothing can be kept for a workflow that is gone for good. */
function isLost({ conflict }: SessionState): boolean {
  return conflict?.kind === 'deleted' && conflict.updatedAt === null
}
