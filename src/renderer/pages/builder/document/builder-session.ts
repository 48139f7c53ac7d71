import type { ApiClient, JsonObject, WorkflowWithDraft } from '@shared/contract'
import type { Workflow } from '@shared/model/workflow'
import { createStore } from 'zustand/vanilla'
import { copyIds } from './copy-ids'
import { createDocumentStore } from './document-store'
import type { EditedDocument } from './edited-document'
import { NEW_WORKFLOW, toBody, toEdited, type EditedWorkflow } from './edited-workflow'
import { findStored, hasCode } from './find-stored'
import { isLarge } from './is-large'
import { readDraft } from './read-draft'
import type { BuilderSession, SessionState } from './session-state'
import { whenIdle } from './when-idle'

/** `NEW_WORKFLOW_ID` of the contract, whose values don't belong in this bundle. */
const NEW = 'new'
/** Milliseconds: after how long a pause a draft is kept, and how often at least where somebody never pauses. */
const WAITS = [500, 4_000] as const
/** Megabytes take a moment to hand over, in which nobody should be typing. */
const LARGE_WAITS = [1_200, 20_000] as const

export function createBuilderSession(
  client: ApiClient,
  workflowId: string,
  { workflow, draft }: WorkflowWithDraft,
  fresh: EditedWorkflow = NEW_WORKFLOW,
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
  let draftUpdatedAt = draft?.updatedAt ?? null
  let lastKept: EditedDocument | null = kept === null ? null : document.store.getState()
  let queue: Promise<unknown> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined
  let cancelIdle = (): void => undefined
  let waitingSince: number | null = null

  /** Writes follow each other: each is based on what the one before left behind. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = queue.then(act)
    queue = turn.catch(() => undefined)
    return turn
  }

  const writeDraft = async (content: EditedDocument | null): Promise<void> => {
    const { workflowId: id, stored } = store.getState()
    const answer = await client.workflows.saveDraft({
      workflowId: id,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain data; what is undefined counts as absent
      content: content as JsonObject | null,
      basedOn: stored?.updatedAt ?? null,
      updatedAt: draftUpdatedAt,
    })
    draftUpdatedAt = answer.updatedAt
    lastKept = content
  }

  const keep = async (): Promise<void> => {
    const current = document.store.getState()
    const { saved: asSaved, conflict } = store.getState()
    const content = current.workflow === asSaved ? null : current
    const isKept = content === null ? draftUpdatedAt === null : content === lastKept
    if (conflict?.kind === 'draft' || conflict?.kind === 'deleted' || isKept) return
    try {
      await writeDraft(content)
      store.setState({ draftError: null })
    } catch (error) {
      if (hasCode(error, 'CONFLICT')) await keepBeside(content)
      else if (hasCode(error, 'NOT_FOUND')) store.setState({ conflict: { kind: 'deleted' } })
      else store.setState({ draftError: error })
    }
  }

  /** The draft is not as it was left: it is another window's, or somebody saved, which dropped it. */
  const keepBeside = async (content: EditedDocument | null): Promise<void> => {
    const { workflowId: id, stored } = store.getState()
    const now = await findStored(client, id).catch(() => null)
    const theirs = now?.workflow ?? null
    if (now?.draft !== null || theirs === null || theirs.updatedAt === stored?.updatedAt) {
      store.setState({ conflict: { kind: 'draft' } })
      return
    }
    store.setState({ conflict: { kind: 'workflow', theirs } })
    draftUpdatedAt = null
    await writeDraft(content).catch((error: unknown) => store.setState({ draftError: error }))
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    cancelIdle()
    waitingSince = null
    return inTurn(keep)
  }

  const schedule = (): void => {
    const [pauseMs, longestMs] = isLarge(document.store.getState().workflow) ? LARGE_WAITS : WAITS
    waitingSince ??= Date.now()
    clearTimeout(timer)
    cancelIdle()
    const left = waitingSince + longestMs - Date.now()
    const keepWhenIdle = (): void => {
      cancelIdle = whenIdle(() => void flush())
    }
    timer = setTimeout(keepWhenIdle, Math.max(0, Math.min(pauseMs, left)))
  }

  /** The document is what is stored; a draft is as it was. */
  const adopt = (workflow: Workflow, content: EditedDocument): void =>
    store.setState({
      workflowId: workflow.id,
      stored: workflow,
      saved: content.workflow,
      conflict: null,
      draftError: null,
    })

  /** Writing a workflow drops its draft. */
  const adoptWritten = (workflow: Workflow, content: EditedDocument): void => {
    adopt(workflow, content)
    draftUpdatedAt = null
    lastKept = null
  }

  const create = async (content: EditedDocument, name = content.workflow.name): Promise<Workflow> => {
    const { workflowId: id } = store.getState()
    const body = { ...toBody(content.workflow), name }
    const created = await client.workflows.create({ workflow: body })
    // What was unsaved under the former id is stored now.
    if (draftUpdatedAt !== null && id === NEW) await writeDraft(null).catch(() => undefined)
    return created
  }

  const save: BuilderSession['save'] = () =>
    inTurn(async () => {
      const content = document.store.getState()
      const { stored, saved: asSaved, conflict } = store.getState()
      if (conflict !== null) return null
      if (stored !== null && content.workflow === asSaved) return stored
      if (stored === null) {
        const created = await create(content)
        adoptWritten(created, content)
        return created
      }
      try {
        const updated = await client.workflows.update({
          workflowId: stored.id,
          updatedAt: stored.updatedAt,
          workflow: toBody(content.workflow),
        })
        adoptWritten(updated, content)
        return updated
      } catch (error) {
        if (!hasCode(error, 'CONFLICT') && !hasCode(error, 'NOT_FOUND')) throw error
        const theirs = (await findStored(client, stored.id))?.workflow ?? null
        store.setState({ conflict: theirs === null ? { kind: 'deleted' } : { kind: 'workflow', theirs } })
        return null
      }
    })

  const look = (): Promise<void> =>
    inTurn(async () => {
      const { stored, saved: asSaved, conflict } = store.getState()
      if (stored === null || conflict !== null) return
      const theirs = (await findStored(client, stored.id))?.workflow ?? null
      if (theirs?.updatedAt === stored.updatedAt) return
      if (theirs === null) store.setState({ conflict: { kind: 'deleted' } })
      else if (document.store.getState().workflow !== asSaved)
        store.setState({ conflict: { kind: 'workflow', theirs } })
      else open(theirs)
    })

  const open = (workflow: Workflow): void => {
    const content = { workflow: toEdited(workflow), agreed: null }
    adopt(workflow, content)
    document.replace(content)
  }

  return {
    document,
    store,
    save,
    look,
    flush,
    discard: () => {
      const { stored, saved: asSaved, conflict } = store.getState()
      if (stored !== null && conflict?.kind === 'workflow') open(conflict.theirs)
      else document.replace({ workflow: stored === null ? fresh : asSaved, agreed: null })
      if (stored === null) store.setState({ saved: fresh })
      store.setState({ conflict: null })
      void flush()
    },
    keepMine: () =>
      inTurn(async () => {
        const { workflowId: id, conflict } = store.getState()
        if (conflict?.kind === 'workflow') {
          // The next save replaces what is stored now, knowingly.
          store.setState({ stored: conflict.theirs, saved: toEdited(conflict.theirs), conflict: null })
        } else {
          const { draft: theirs } = await client.workflows.get({ workflowId: id })
          draftUpdatedAt = theirs?.updatedAt ?? null
          store.setState({ conflict: null })
        }
        lastKept = null
        await keep()
      }),
    takeTheirs: () =>
      inTurn(async () => {
        const { workflowId: id, conflict } = store.getState()
        const answer = await client.workflows.get({ workflowId: id })
        draftUpdatedAt = answer.draft?.updatedAt ?? null
        if (conflict?.kind === 'workflow' && answer.workflow !== null) {
          open(answer.workflow)
          if (draftUpdatedAt !== null) await writeDraft(null)
          return
        }
        const theirs = answer.draft === null ? null : readDraft(answer.draft.content)
        document.replace(theirs ?? { workflow: store.getState().saved, agreed: null })
        lastKept = theirs === null ? null : document.store.getState()
        store.setState({ conflict: null, stored: answer.workflow ?? store.getState().stored })
      }),
    saveAsCopy: () =>
      inTurn(async () => {
        const content = document.store.getState()
        const { conflict } = store.getState()
        const copied = copyIds(content)
        const created = await create(copied, `${content.workflow.name.slice(0, 195)} copy`)
        // What was unsaved is in the copy; nothing of it is kept for the original.
        if (conflict?.kind === 'workflow') {
          if (draftUpdatedAt !== null) await writeDraft(null).catch(() => undefined)
          open(conflict.theirs)
        }
        return created
      }),
    watch: () => {
      const unsubscribe = document.store.subscribe(schedule)
      return () => {
        unsubscribe()
        void flush()
      }
    },
  }
}
