import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { notFound } from '@shared/errors'
import type { WorkflowSettings } from '@shared/model/workflow'
import { checkBase, nextUpdate } from './base-check'
import { templates } from './schema'
import { UNDO_MS, type StoreContext } from './store-context'

/** A template of the user's own. */
export interface StoredTemplate {
  id: string
  workflow: WorkflowSettings
  createdAt: number
  updatedAt: number
}

export interface TemplateRepository {
  /** By name. With `deleted`, what can be brought back instead. */
  list(filter?: { deleted?: boolean | undefined }): StoredTemplate[]
  get(id: string): StoredTemplate | undefined
  /** All that have exactly this name, oldest first. */
  findByName(name: string): StoredTemplate[]
  create(workflow: WorkflowSettings): StoredTemplate
  /** @throws BatonError `NOT_FOUND`, `CONFLICT` */
  update(id: string, workflow: WorkflowSettings, basedOn: number): StoredTemplate
  /** @returns the new `updatedAt` @throws BatonError `NOT_FOUND`, `CONFLICT` */
  delete(id: string, basedOn: number): number
  /** Brings back what was deleted in the last 30 days. @throws BatonError `NOT_FOUND`, `CONFLICT` */
  undelete(id: string, basedOn: number): number
}

export function createTemplateRepository({
  inTransaction,
  queries,
  now,
  newId,
}: StoreContext): TemplateRepository {
  const there = isNull(templates.deletedAt)
  const canComeBack = () => gt(templates.deletedAt, now() - UNDO_MS)

  function select(condition: ReturnType<typeof and>) {
    return queries
      .select({
        id: templates.id,
        workflow: templates.document,
        createdAt: templates.createdAt,
        updatedAt: templates.updatedAt,
      })
      .from(templates)
      .where(condition)
  }

  function setDeleted(id: string, basedOn: number, deleted: boolean): number {
    return inTransaction(() => {
      const before = select(and(eq(templates.id, id), deleted ? there : canComeBack())).get()
      if (before === undefined) throw notFound(deleted ? 'template' : 'deleted template', id)
      checkBase('template', before.updatedAt, basedOn)
      const updatedAt = nextUpdate(now(), before.updatedAt)
      const deletedAt = deleted ? now() : null
      queries.update(templates).set({ deletedAt, updatedAt }).where(eq(templates.id, id)).run()
      return updatedAt
    })
  }

  return {
    list: ({ deleted = false } = {}) =>
      select(deleted ? canComeBack() : there)
        .orderBy(asc(templates.name), asc(templates.id))
        .all(),
    get: (id) => select(and(eq(templates.id, id), there)).get(),
    findByName: (name) =>
      select(and(eq(templates.name, name), there))
        .orderBy(asc(templates.createdAt), asc(templates.id))
        .all(),

    create(workflow) {
      const at = now()
      const template = { id: newId(), workflow, createdAt: at, updatedAt: at }
      queries
        .insert(templates)
        .values({ id: template.id, name: workflow.name, document: workflow, createdAt: at, updatedAt: at })
        .run()
      return template
    },

    update: (id, workflow, basedOn) =>
      inTransaction(() => {
        const before = select(and(eq(templates.id, id), there)).get()
        if (before === undefined) throw notFound('template', id)
        checkBase('template', before.updatedAt, basedOn)
        const updatedAt = nextUpdate(now(), before.updatedAt)
        queries
          .update(templates)
          .set({ name: workflow.name, document: workflow, updatedAt })
          .where(eq(templates.id, id))
          .run()
        return { ...before, workflow, updatedAt }
      }),

    delete: (id, basedOn) => setDeleted(id, basedOn, true),
    undelete: (id, basedOn) => setDeleted(id, basedOn, false),
  }
}
