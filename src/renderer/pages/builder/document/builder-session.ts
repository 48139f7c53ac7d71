import type { ApiClient, WorkflowWithDraft } from '@shared/contract'
import type { Workflow } from '@shared/model/workflow'
import { createStore } from 'zustand/vanilla'
import { copyIds } from './copy-ids'
import { createDocumentStore } from './document-store'
import { createDraftKeeper } from './draft-keeper'
import { createDraftTimer } from './draft-timer'
import type { EditedDocument } from './edited-document'
import { NEW_WORKFLOW, toBody, toEdited, type EditedWorkflow } from './edited-workflow'
import { findDeleted, findStored, hasCode } from './find-stored'
import { inOrder } from './in-order'
import { readDraft } from './read-draft'
import type { BuilderSession, SessionState } from './session-state'

/** `NEW_WORKFLOW_ID` of the contract, whose values don't belong in this bundle. */
const NEW = 'new'

export function createBuilderSession(
  client: ApiClient,
  workflowId: string,
  { workflow, draft }: WorkflowWithDraft,
  fresh: EditedWorkflow = NEW_WORKFLOW,
  windowId: string = crypto.randomUUID(),
): BuilderSession {
  const saved = workflow === null ? fresh : toEdited(workflow)
  const kept = draft === null ? null : readDraft(draft.content)
  const document = createDocumentStore(kept ?? { workflow: saved, agreed: null })
  const outdated = kept !== null && workflow !== null && draft?.basedOn !== workflow.updatedAt
  const store = createStore<SessionState>(() => ({
    workflowId,
    stored: workflow,
    saved,
    conflict: outdated ? { kind: 'workflow', theirs: workflow } : null,
    draftError: null,
  }))
  let queue: Promise<unknown> = Promise.resolve()

  /** Writes follow each other: each is based on what the one before left behind. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = queue.then(act)
    queue = turn.catch(() => undefined)
    return turn
  }

  /** What became of the stored workflow meanwhile: saved, deleted or brought back by somebody else, or nothing. */
  const learn = async (): Promise<void> => {
    const { workflowId: id, stored, saved: asSaved } = store.getState()
    if (stored === null) return
    const theirs = (await findStored(client, id))?.workflow ?? null
    if (theirs?.updatedAt === stored.updatedAt) return
    drafts.doubt()
    if (theirs === null) {
      const deleted = (await findDeleted(client, id))?.workflow ?? null
      const conflict = { kind: 'deleted' as const, updatedAt: deleted?.updatedAt ?? null }
      store.setState({ conflict, ...(deleted !== null && isSame(deleted, stored) && { stored: deleted }) })
      return
    }
    if (isSame(theirs, stored)) store.setState({ stored: theirs, conflict: null })
    else if (document.store.getState().workflow !== asSaved)
      store.setState({ conflict: { kind: 'workflow', theirs } })
    else open(theirs)
  }

  const drafts = createDraftKeeper({ client, document, store, learn, windowId })
  drafts.know(draft, kept === null ? null : document.store.getState())
  const timer = createDraftTimer(() => void flush())

  const flush = (): Promise<void> => {
    timer.stop()
    return inTurn(drafts.keep)
  }

  /** The document is what is stored; a draft is as it was. */
  const adopt = (stored: Workflow, content: EditedDocument): void =>
    store.setState({
      workflowId: stored.id,
      stored,
      saved: content.workflow,
      conflict: null,
      draftError: null,
    })

  /** Writing a workflow drops its draft. */
  const adoptWritten = (written: Workflow, content: EditedDocument): Workflow => {
    adopt(written, content)
    drafts.know(null, null)
    return written
  }

  const open = (stored: Workflow): void => {
    const content = { workflow: toEdited(stored), agreed: null }
    adopt(stored, content)
    document.replace(content)
  }

  const create = async (content: EditedDocument, name = content.workflow.name): Promise<Workflow> => {
    const { workflowId: id } = store.getState()
    const created = await client.workflows.create({ workflow: { ...toBody(content.workflow), name } })
    // What was unsaved under the former id is stored now.
    if (id === NEW) await drafts.drop().catch(() => undefined)
    return created
  }

  const update = async (content: EditedDocument, stored: Workflow): Promise<Workflow | null> => {
    const body = toBody(content.workflow)
    try {
      const based = { workflowId: stored.id, updatedAt: stored.updatedAt }
      return adoptWritten(await client.workflows.update({ ...based, workflow: body }), content)
    } catch (error) {
      if (!hasCode(error, 'CONFLICT') && !hasCode(error, 'NOT_FOUND')) throw error
      const theirs = (await findStored(client, stored.id))?.workflow ?? null
      // It was written, and the answer got lost.
      if (theirs !== null && inOrder(toBody(toEdited(theirs))) === inOrder(body))
        return adoptWritten(theirs, content)
      await learn()
      const { stored: now, conflict } = store.getState()
      // Deleted and brought back: there is nothing to decide.
      return conflict === null && now !== null ? update(content, now) : null
    }
  }

  return {
    document,
    store,
    flush,
    save: () =>
      inTurn(async () => {
        const content = document.store.getState()
        const { stored, saved: asSaved, conflict } = store.getState()
        if (conflict !== null) return null
        if (stored === null) return adoptWritten(await create(content), content)
        return content.workflow === asSaved ? stored : update(content, stored)
      }),
    look: () =>
      inTurn(async () => {
        const { conflict } = store.getState()
        if (conflict === null || conflict.kind === 'deleted') await learn()
      }),
    bringBack: () =>
      inTurn(async () => {
        const { workflowId: id, conflict } = store.getState()
        if (conflict?.kind !== 'deleted' || conflict.updatedAt === null) return
        await client.workflows.delete({ workflowId: id, updatedAt: conflict.updatedAt, undo: true })
        await learn()
        await drafts.keep()
      }),
    discard: () => {
      const { stored, saved: asSaved, conflict } = store.getState()
      if (stored !== null && conflict?.kind === 'workflow') open(conflict.theirs)
      else document.replace({ workflow: stored === null ? fresh : asSaved, agreed: null })
      if (stored === null) store.setState({ saved: fresh })
      if (conflict?.kind !== 'deleted') store.setState({ conflict: null })
      void flush()
    },
    keepMine: () =>
      inTurn(async () => {
        const { workflowId: id, conflict } = store.getState()
        if (conflict?.kind === 'workflow') {
          // The next save replaces what is stored now, knowingly. What is kept was begun on another.
          store.setState({ stored: conflict.theirs, saved: toEdited(conflict.theirs), conflict: null })
          drafts.doubt()
        } else {
          const { draft: theirs } = await client.workflows.get({ workflowId: id })
          drafts.know(theirs, null)
          store.setState({ conflict: null })
        }
        await drafts.keep()
      }),
    takeTheirs: () =>
      inTurn(async () => {
        const { workflowId: id, conflict } = store.getState()
        const answer = await client.workflows.get({ workflowId: id })
        drafts.know(answer.draft, null)
        if (conflict?.kind === 'workflow' && answer.workflow !== null) {
          open(answer.workflow)
          return drafts.drop()
        }
        const theirs = answer.draft === null ? null : readDraft(answer.draft.content)
        document.replace(theirs ?? { workflow: store.getState().saved, agreed: null })
        drafts.know(answer.draft, theirs === null ? null : document.store.getState())
        store.setState({ conflict: null, stored: answer.workflow ?? store.getState().stored })
      }),
    saveAsCopy: () =>
      inTurn(async () => {
        const content = document.store.getState()
        const { conflict, saved: asSaved } = store.getState()
        const copied = copyIds(content)
        const created = await create(copied, `${content.workflow.name.slice(0, 195)} copy`)
        // What was unsaved is in the copy; nothing of it is kept for the original.
        if (conflict?.kind === 'workflow' || conflict?.kind === 'deleted') {
          // A draft that stays behind harms nobody.
          await drafts.drop().catch(() => undefined)
          if (conflict.kind === 'workflow') open(conflict.theirs)
          else document.replace({ workflow: asSaved, agreed: null })
        }
        return created
      }),
    watch: () => {
      const unsubscribe = document.store.subscribe(({ workflow: edited }) => timer.start(edited))
      return () => {
        unsubscribe()
        void flush()
      }
    },
  }
}

/** Deleting a workflow and bringing it back is no change of it. */
function isSame(one: Workflow, other: Workflow): boolean {
  return inOrder(toEdited(one)) === inOrder(toEdited(other))
}
