import { and, asc, eq, gt, isNotNull, isNull, type SQL } from 'drizzle-orm'
import { notFound } from '@shared/errors'
import type { Step } from '@shared/model/step'
import type { Workflow } from '@shared/model/workflow'
import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { checkBase, checkSame, nextUpdate } from './base-check'
import { cutText } from './cut-text'
import type { Page } from './page'
import { drafts, workflows, workflowSteps } from './schema'
import { UNDO_MS, type StoreContext } from './store-context'
import { createTakeTrials } from './take-trials'
import { createWorkflowList, type WorkflowFilter } from './workflow-list'
import { isSameContent, toStepRow, toWorkflow, toWorkflowColumns, type WorkflowContent } from './workflow-row'

/** The longest name a workflow may have. */
const MAX_NAME = 200

export interface CreateOptions {
  /** Chosen by who asks, to ask again if the answer gets lost. */
  id?: string | undefined
  /** Under which it was kept while it was never saved: what was tried of its steps goes with it. */
  draftKey?: string | undefined
}

export interface WorkflowRepository {
  list(filter: WorkflowFilter): Page<WorkflowSummary>
  /** Undefined if there is none, or if it was deleted. */
  get(id: string): Workflow | undefined
  /** One that can be brought back; undefined if there is none, or if it was never deleted. */
  getDeleted(id: string): Workflow | undefined
  /** All that have exactly this name, oldest first. */
  findByName(name: string): Workflow[]
  /**
   * A new one. Under an `id` that exists it is the stored one, where that has the same content and was never changed.
   * @throws BatonError `CONFLICT` if another one has the id, or it was deleted
   */
  create(content: WorkflowContent, options?: CreateOptions): Workflow
  /**
   * Replaces the whole workflow and drops its draft.
   * @param basedOn the `updatedAt` of what the caller changed
   * @throws BatonError `NOT_FOUND`, `CONFLICT`
   */
  update(id: string, content: WorkflowContent, basedOn: number): Workflow
  /** A deep copy with new ids and no runs, named `name` or "NAME copy". @throws BatonError `NOT_FOUND` */
  duplicate(id: string, name?: string): Workflow
  /** Its runs and its draft stay. @returns the new `updatedAt` @throws BatonError `NOT_FOUND`, `CONFLICT` */
  delete(id: string, basedOn: number): number
  /** Brings back what was deleted in the last 30 days. @throws BatonError `NOT_FOUND`, `CONFLICT` */
  undelete(id: string, basedOn: number): number
}

export function createWorkflowRepository(context: StoreContext): WorkflowRepository {
  const { database, inTransaction, queries, now, newId } = context

  const takeTrials = createTakeTrials(context)

  function find(id: string, state: SQL | undefined): Workflow | undefined {
    const row = queries
      .select()
      .from(workflows)
      .where(and(eq(workflows.id, id), state))
      .get()
    return row === undefined ? undefined : toWorkflow(row, stepsOf(id))
  }

  const get = (id: string): Workflow | undefined => find(id, isNull(workflows.deletedAt))

  const getDeleted = (id: string): Workflow | undefined =>
    find(id, and(isNotNull(workflows.deletedAt), gt(workflows.deletedAt, now() - UNDO_MS)))

  function stepsOf(workflowId: string) {
    return queries
      .select()
      .from(workflowSteps)
      .where(eq(workflowSteps.workflowId, workflowId))
      .orderBy(asc(workflowSteps.position))
      .all()
  }

  function existing(id: string): Workflow {
    const workflow = get(id)
    if (workflow === undefined) throw notFound('workflow', id)
    return workflow
  }

  function create(content: WorkflowContent, { id = newId(), draftKey }: CreateOptions = {}): Workflow {
    return inTransaction(() => {
      const workflow = createdBefore(id, content) ?? insert(id, content)
      if (draftKey !== undefined) takeTrials(draftKey, id)
      return workflow
    })
  }

  function insert(id: string, content: WorkflowContent): Workflow {
    const at = now()
    const workflow = withIds(content, { id, createdAt: at, updatedAt: at })
    queries
      .insert(workflows)
      .values({ id, createdAt: at, updatedAt: at, ...toWorkflowColumns(workflow) })
      .run()
    insertSteps(workflow)
    return workflow
  }

  /** Undefined if nothing has the id. */
  function createdBefore(id: string, content: WorkflowContent): Workflow | undefined {
    const stored = find(id, undefined)
    if (stored === undefined) return undefined
    // Every change, that it was deleted too, is told by the time of it.
    checkBase('workflow', stored.updatedAt, stored.createdAt)
    checkSame('workflow', isSameContent(stored, content))
    return stored
  }

  function withIds(
    { steps, ...settings }: WorkflowContent,
    identity: Pick<Workflow, 'id' | 'createdAt' | 'updatedAt'>,
  ): Workflow {
    const withId = steps.map((step): Step => ({ ...step, id: step.id ?? newId() }))
    return { ...settings, ...identity, steps: withId }
  }

  function insertSteps(workflow: Workflow): void {
    for (const [index, step] of workflow.steps.entries()) {
      queries
        .insert(workflowSteps)
        .values(toStepRow(step, workflow.id, index))
        .run()
    }
  }

  /** Says that it is deleted, or not. What its draft was begun on is still what is there. */
  function mark(id: string, state: { deletedAt: number | null }, before: number): number {
    const updatedAt = nextUpdate(now(), before)
    queries
      .update(workflows)
      .set({ ...state, updatedAt })
      .where(eq(workflows.id, id))
      .run()
    queries
      .update(drafts)
      .set({ basedOn: updatedAt })
      .where(and(eq(drafts.key, id), eq(drafts.basedOn, before)))
      .run()
    return updatedAt
  }

  return {
    list: createWorkflowList(context),
    get: (id) => database.transaction(() => get(id)).deferred(),
    getDeleted: (id) => database.transaction(() => getDeleted(id)).deferred(),
    findByName: (name) =>
      queries
        .select({ id: workflows.id })
        .from(workflows)
        .where(and(eq(workflows.name, name), isNull(workflows.deletedAt)))
        .orderBy(asc(workflows.createdAt), asc(workflows.id))
        .all()
        .flatMap(({ id }) => get(id) ?? []),
    create,

    update: (id, content, basedOn) =>
      inTransaction(() => {
        const before = existing(id)
        checkBase('workflow', before.updatedAt, basedOn)
        const updatedAt = nextUpdate(now(), before.updatedAt)
        const workflow = withIds(content, { id, createdAt: before.createdAt, updatedAt })
        queries
          .update(workflows)
          .set({ ...toWorkflowColumns(workflow), updatedAt })
          .where(eq(workflows.id, id))
          .run()
        queries.delete(workflowSteps).where(eq(workflowSteps.workflowId, id)).run()
        insertSteps(workflow)
        queries.delete(drafts).where(eq(drafts.key, id)).run()
        return workflow
      }),

    duplicate(id, name) {
      const { id: _, createdAt: _createdAt, updatedAt: _updatedAt, ...original } = existing(id)
      const steps = original.steps.map(({ id: _id, ...step }) => step)
      return create({ ...original, steps, name: name ?? copyName(original.name) })
    },

    delete: (id, basedOn) =>
      inTransaction(() => {
        const { updatedAt } = existing(id)
        checkBase('workflow', updatedAt, basedOn)
        return mark(id, { deletedAt: now() }, updatedAt)
      }),

    undelete: (id, basedOn) =>
      inTransaction(() => {
        const deleted = getDeleted(id)
        if (deleted === undefined) throw notFound('deleted workflow', id)
        checkBase('workflow', deleted.updatedAt, basedOn)
        return mark(id, { deletedAt: null }, deleted.updatedAt)
      }),
  }
}

function copyName(name: string): string {
  const suffix = ' copy'
  return cutText(name, MAX_NAME - suffix.length) + suffix
}
