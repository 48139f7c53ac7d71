import type { KeptTrial, LastTrial, TrialValues } from '@shared/model/step-trial'
import { fromJsonColumn, toJsonColumn } from './json-column'
import type { StoreContext } from './store-context'

/** What is kept of trying steps, by the key of the workflow's draft and the step's id. */
export interface StepTrialRepository {
  get(key: string, stepId: string): LastTrial
  /** @param values null: nothing is typed any more */
  saveValues(key: string, stepId: string, values: TrialValues | null): void
  /**
   * Keeps a trial in the place of the step's former one; but one that came to nothing never replaces an answer.
   * @param key as it was when the trial began: where the workflow was saved for the first time meanwhile, the trial is
   *   kept with that
   */
  keep(key: string, trial: KeptTrial): void
  /**
   * Puts a trial away, or with `undo` back.
   * @returns whether that one is still the step's newest
   */
  dismiss(key: string, stepId: string, trialId: string, undo: boolean): boolean
}

interface Row {
  typed: string | null
  trial: string | null
  dismissed: number
}

export function createStepTrialRepository({
  database,
  inTransaction,
  now,
}: StoreContext): StepTrialRepository {
  const select = database.prepare<[string, string], Row>(
    'SELECT typed, trial, dismissed FROM step_trials WHERE key = ? AND step_id = ?',
  )
  const saveTyped = database.prepare(`
    INSERT INTO step_trials (key, step_id, typed, dismissed, updated_at) VALUES (@key, @stepId, @typed, 0, @at)
    ON CONFLICT DO UPDATE SET typed = @typed, updated_at = @at`)
  const dropEmpty = database.prepare(
    'DELETE FROM step_trials WHERE key = ? AND step_id = ? AND typed IS NULL AND trial IS NULL',
  )
  const keepTrial = database.prepare(`
    INSERT INTO step_trials (key, step_id, trial, dismissed, updated_at) VALUES (@key, @stepId, @trial, 0, @at)
    ON CONFLICT DO UPDATE SET trial = @trial, dismissed = 0, updated_at = @at
    WHERE @answered OR dismissed OR trial IS NULL OR json_extract(trial, '$.answer.output') = ''`)
  const setDismissed = database.prepare(`
    UPDATE step_trials SET dismissed = @dismissed, updated_at = @at
    WHERE key = @key AND step_id = @stepId AND json_extract(trial, '$.trialId') = @trialId`)
  const isStored = database.prepare<[string], number>('SELECT 1 FROM workflows WHERE id = ?').pluck()
  // By `updated_at`, which has an index; what was created since was not changed before.
  const savedSince = database
    .prepare<{ stepId: string; startedAt: number }, string>(
      `SELECT workflows.id FROM workflows
       JOIN workflow_steps ON workflow_id = workflows.id AND workflow_steps.id = @stepId
       WHERE updated_at >= @startedAt AND created_at >= @startedAt AND deleted_at IS NULL
       ORDER BY updated_at DESC LIMIT 1`,
    )
    .pluck()

  return {
    get(key, stepId) {
      const row = select.get(key, stepId)
      return {
        values: fromJsonColumn(row?.typed ?? null),
        trial: fromJsonColumn(row === undefined || row.dismissed !== 0 ? null : row.trial),
      }
    },

    saveValues: (key, stepId, values) =>
      inTransaction(() => {
        saveTyped.run({ key, stepId, typed: toJsonColumn(values), at: now() })
        dropEmpty.run(key, stepId)
      }),

    keep: (key, trial) =>
      inTransaction(() => {
        const stepId = trial.step.id
        const place =
          isStored.get(key) === 1 ? key : (savedSince.get({ stepId, startedAt: trial.startedAt }) ?? key)
        const answered = trial.answer.output === '' ? 0 : 1
        keepTrial.run({ key: place, stepId, trial: JSON.stringify(trial), answered, at: now() })
      }),

    dismiss: (key, stepId, trialId, undo) =>
      setDismissed.run({ key, stepId, trialId, dismissed: undo ? 0 : 1, at: now() }).changes > 0,
  }
}
