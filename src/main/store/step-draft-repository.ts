import { fromJsonColumn } from './json-column'
import type { StoreContext } from './store-context'

/** A text that is being written on a step of a run. */
export interface StoredStepDraft {
  stepId: string
  kind: 'output' | 'comment'
  text: string
  /** The step's revision when it was begun. */
  revision: number
}

/** What is being written on the steps of runs; kept beside the drafts of the builder. */
export interface StepDraftRepository {
  list(runId: string): StoredStepDraft[]
  /** @param draft null: nothing is being written any more */
  save(runId: string, stepId: string, draft: Omit<StoredStepDraft, 'stepId'> | null): void
}

/** Which drafts are those of the run `@runId`. The key of one is `run:RUN:STEP`, and `;` follows `:`. */
export const DRAFTS_OF_RUN = `key > 'run:' || @runId || ':' AND key < 'run:' || @runId || ';'`

export function createStepDraftRepository({
  database,
  inTransaction,
  now,
}: StoreContext): StepDraftRepository {
  const select = database.prepare<[{ runId: string }], { key: string; content: string }>(
    `SELECT key, content FROM drafts WHERE ${DRAFTS_OF_RUN}`,
  )
  const write = database.prepare(`
    INSERT INTO drafts (key, content, updated_at) VALUES (@key, @content, @at)
    ON CONFLICT DO UPDATE SET content = @content, updated_at = @at`)
  const drop = database.prepare('DELETE FROM drafts WHERE key = @key')
  const keyOf = (runId: string, stepId: string): string => `run:${runId}:${stepId}`

  return {
    list: (runId) =>
      select.all({ runId }).map(({ key, content }) => ({
        ...fromJsonColumn(content),
        stepId: key.slice(keyOf(runId, '').length),
      })),
    save: (runId, stepId, draft) =>
      inTransaction(() => {
        const key = keyOf(runId, stepId)
        if (draft === null) drop.run({ key })
        else write.run({ key, content: JSON.stringify(draft), at: now() })
      }),
  }
}
