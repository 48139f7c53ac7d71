import { eq } from 'drizzle-orm'
import type { JsonValue } from '@shared/model/json'
import { checkBase, nextUpdate } from './base-check'
import { fromJsonColumn } from './json-column'
import { drafts } from './schema'
import type { StoreContext } from './store-context'

/** What the builder has not saved yet. */
export interface StoredDraft {
  content: { [key: string]: JsonValue }
  /** The workflow's `updatedAt` when the draft was begun; null for a workflow that was never saved. */
  basedOn: number | null
  updatedAt: number
}

export interface DraftRepository {
  /** @param key the workflow's id, or another name for what is no workflow yet */
  get(key: string): StoredDraft | undefined
  /**
   * @param previous the draft's `updatedAt` as the caller knows it; null: there was none
   * @returns the new `updatedAt`
   * @throws BatonError `CONFLICT`
   */
  save(key: string, draft: Pick<StoredDraft, 'content' | 'basedOn'>, previous: number | null): number
  /**
   * Without a draft nothing is left of a workflow that was never saved: what was tried of its steps goes, too.
   * @throws BatonError `CONFLICT`
   */
  drop(key: string, previous: number | null): void
}

export function createDraftRepository({
  database,
  inTransaction,
  queries,
  now,
}: StoreContext): DraftRepository {
  const dropTrials = database.prepare(
    'DELETE FROM step_trials WHERE key = @key AND NOT EXISTS (SELECT 1 FROM workflows WHERE id = @key)',
  )

  function get(key: string): StoredDraft | undefined {
    const row = queries.select().from(drafts).where(eq(drafts.key, key)).get()
    return row === undefined
      ? undefined
      : { content: fromJsonColumn(row.content), basedOn: row.basedOn, updatedAt: row.updatedAt }
  }

  function check(key: string, previous: number | null): void {
    checkBase('draft', get(key)?.updatedAt ?? null, previous)
  }

  return {
    get,
    save: (key, { content, basedOn }, previous) =>
      inTransaction(() => {
        check(key, previous)
        const updatedAt = nextUpdate(now(), previous ?? 0)
        const written = { content: JSON.stringify(content), basedOn, updatedAt }
        queries
          .insert(drafts)
          .values({ key, ...written })
          .onConflictDoUpdate({ target: drafts.key, set: written })
          .run()
        return updatedAt
      }),
    drop: (key, previous) =>
      inTransaction(() => {
        check(key, previous)
        queries.delete(drafts).where(eq(drafts.key, key)).run()
        dropTrials.run({ key })
      }),
  }
}
