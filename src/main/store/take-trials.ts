import type { StoreContext } from './store-context'

/**
 * Gives what was tried of a workflow's steps before it was stored to the workflow. Where it has something of a step
 * already, because it was stored before and nobody heard of it, what came later takes its place.
 */
export function createTakeTrials({ database }: StoreContext): (draftKey: string, workflowId: string) => void {
  const ofItsSteps =
    'key = @draftKey AND step_id IN (SELECT id FROM workflow_steps WHERE workflow_id = @workflowId)'
  const copy = database.prepare(`
    INSERT INTO step_trials (key, step_id, typed, trial, dismissed, updated_at)
    SELECT @workflowId, step_id, typed, trial, dismissed, updated_at FROM step_trials WHERE ${ofItsSteps}
    ON CONFLICT DO UPDATE SET
      typed = coalesce(excluded.typed, typed),
      dismissed = iif(excluded.trial IS NULL, dismissed, excluded.dismissed),
      trial = coalesce(excluded.trial, trial),
      updated_at = excluded.updated_at`)
  const drop = database.prepare(`DELETE FROM step_trials WHERE ${ofItsSteps}`)
  return (draftKey, workflowId) => {
    copy.run({ draftKey, workflowId })
    drop.run({ draftKey, workflowId })
  }
}
