import type { ApiClient, WorkflowWithDraft } from '@shared/contract'
import type { Workflow } from '@shared/model/workflow'
import { uuidv7 } from 'uuidv7'
import { createStore } from 'zustand/vanilla'
import { createDocumentStore } from './document-store'
import { createDraftKeeper } from './draft-keeper'
import { createDraftTimer } from './draft-timer'
import type { EditedDocument } from './edited-document'
import { NEW_WORKFLOW, toBody, toEdited, type EditedWorkflow } from './edited-workflow'
import { findDeleted, findStored, hasCode } from './find-stored'
import { readDraft, readNewId } from './read-draft'
import { isSame, isStoredAs } from './same-workflow'
import { NEW, type BuilderSession, type SessionState } from './session-state'
import { createCopier } from './store-copy'

export function createBuilderSession(
  client: ApiClient,
  workflowId: string,
  { workflow, draft }: WorkflowWithDraft,
  fresh: EditedWorkflow = NEW_WORKFLOW,
  windowId: string = crypto.randomUUID(),
  chooseId: () => string = uuidv7,
): BuilderSession {
  const saved = workflow === null ? fresh : toEdited(workflow)
  const kept = draft === null ? null : readDraft(draft.content)
  const document = createDocumentStore(kept ?? { workflow: saved, agreed: null })
  const outdated = kept !== null && workflow !== null && draft?.basedOn !== workflow.updatedAt
  const store = createStore<SessionState>(() => ({
    workflowId,
    newId: readNewId(draft) ?? chooseId(),
    stored: workflow,
    saved,
    conflict: outdated ? { kind: 'workflow', theirs: workflow } : null,
    draftError: null,
  }))
  const storeCopy = createCopier(client, chooseId)
  /** What was sent to be stored, while no answer has said what became of it. */
  let sent: EditedDocument[] = []
  let queue: Promise<unknown> = Promise.resolve()

  /** Writes follow each other: each is based on what the one before left behind. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = queue.then(act)
    queue = turn.catch(() => undefined)
    return turn
  }

  /** Goes on with a workflow that is stored, and with what is unsaved of it. */
  const goOnWith = async (stored: Workflow, asSaved: EditedWorkflow): Promise<void> => {
    const { workflowId: before } = store.getState()
    store.setState({ workflowId: stored.id, stored, saved: asSaved, conflict: null })
    drafts.doubt()
    if (before === NEW) await drafts.move()
  }

  /** What this page had sent, if that is what is stored: the answer got lost. */
  const findSent = (stored: Workflow | null): EditedDocument | undefined => {
    const found = sent.findLast(({ workflow: edited }) => stored !== null && isStoredAs(stored, edited))
    sent = []
    return found
  }

  /** What there is where a new workflow was to be stored. */
  const learnOfNew = async (): Promise<void> => {
    const theirs = (await findStored(client, store.getState().newId))?.workflow ?? null
    const mine = findSent(theirs)
    // Stored, and deleted before anybody here heard of it.
    if (theirs === null) store.setState({ newId: chooseId() })
    else if (mine !== undefined) await goOnWith(theirs, mine.workflow)
    else store.setState({ conflict: { kind: 'workflow', theirs } })
  }

  /** What became of the stored workflow meanwhile: saved, deleted or brought back by somebody else, or nothing. */
  const learn = async (): Promise<void> => {
    const { stored, saved: asSaved } = store.getState()
    if (stored === null) return
    const theirs = (await findStored(client, stored.id))?.workflow ?? null
    if (theirs?.updatedAt === stored.updatedAt) return
    const mine = findSent(theirs)
    drafts.doubt()
    if (theirs === null) {
      const deleted = (await findDeleted(client, stored.id))?.workflow ?? null
      const conflict = { kind: 'deleted' as const, updatedAt: deleted?.updatedAt ?? null }
      store.setState({ conflict, ...(deleted !== null && isSame(deleted, stored) && { stored: deleted }) })
      return
    }
    if (mine !== undefined) await goOnWith(theirs, mine.workflow)
    else if (isSame(theirs, stored)) store.setState({ stored: theirs, conflict: null })
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

  const write = (content: EditedDocument): Promise<Workflow> => {
    const { newId, stored } = store.getState()
    const workflow = toBody(content.workflow)
    sent.push(content)
    if (stored === null) return client.workflows.create({ workflowId: newId, workflow })
    return client.workflows.update({ workflowId: stored.id, updatedAt: stored.updatedAt, workflow })
  }

  const save = async (content: EditedDocument): Promise<Workflow | null> => {
    try {
      const written = await write(content)
      sent = []
      if (store.getState().workflowId === NEW) await dropQuietly()
      return adoptWritten(written, content)
    } catch (error) {
      if (!hasCode(error, 'CONFLICT') && !hasCode(error, 'NOT_FOUND')) throw error
    }
    await (store.getState().stored === null ? learnOfNew() : learn())
    const { stored, saved: asSaved, conflict } = store.getState()
    if (conflict !== null) return null
    // Otherwise there is nothing to decide, and something to be stored still.
    return stored !== null && content.workflow === asSaved ? adoptWritten(stored, content) : save(content)
  }

  /** A draft that stays behind harms nobody. */
  const dropQuietly = (): Promise<void> => drafts.drop().catch(() => undefined)

  return {
    document,
    store,
    flush,
    save: () =>
      inTurn(async () => {
        await drafts.recheck()
        const content = document.store.getState()
        const { stored, saved: asSaved, conflict } = store.getState()
        if (conflict !== null) return null
        return stored !== null && content.workflow === asSaved ? stored : save(content)
      }),
    look: () =>
      inTurn(async () => {
        await drafts.recheck()
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
      if (stored === null) store.setState({ saved: fresh, newId: chooseId() })
      if (conflict?.kind !== 'deleted') store.setState({ conflict: null })
      void flush()
    },
    keepMine: () =>
      inTurn(async () => {
        const { workflowId: id, conflict } = store.getState()
        if (conflict?.kind === 'workflow') {
          // The next save replaces what is stored now, knowingly. What is kept was begun on another.
          await goOnWith(conflict.theirs, toEdited(conflict.theirs))
        } else {
          drafts.know((await findStored(client, id))?.draft ?? null, null)
          store.setState({ conflict: null })
          await learn()
        }
        await drafts.keep()
      }),
    takeTheirs: () =>
      inTurn(async () => {
        await drafts.recheck()
        const { workflowId: id, newId, stored, conflict } = store.getState()
        // Theirs was taken back meanwhile, or deleted: there is nothing to take.
        if (conflict === null || conflict.kind === 'deleted') return
        if (stored === null && conflict.kind === 'workflow') {
          const { workflow: theirs } = await client.workflows.get({ workflowId: newId })
          await dropQuietly()
          return open(theirs ?? conflict.theirs)
        }
        const answer = await client.workflows.get({ workflowId: id })
        drafts.know(answer.draft, null)
        if (conflict.kind === 'workflow' && answer.workflow !== null) {
          open(answer.workflow)
          return drafts.drop()
        }
        const theirs = answer.draft === null ? null : readDraft(answer.draft.content)
        // They saved, and went on.
        if (answer.workflow !== null && answer.workflow.updatedAt !== stored?.updatedAt) open(answer.workflow)
        document.replace(theirs ?? { workflow: store.getState().saved, agreed: null })
        drafts.know(answer.draft, theirs === null ? null : document.store.getState())
        store.setState({ newId: readNewId(answer.draft) ?? newId, conflict: null })
      }),
    saveAsCopy: () =>
      inTurn(async () => {
        const content = document.store.getState()
        const { workflowId: id, conflict, saved: asSaved } = store.getState()
        const created = await storeCopy(content)
        // What was unsaved is in the copy; nothing of it is kept for the original.
        const leaves = conflict?.kind === 'workflow' || conflict?.kind === 'deleted'
        if (leaves || id === NEW) await dropQuietly()
        if (leaves) {
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
