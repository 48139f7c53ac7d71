import type { Run, StepRun } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction, type Action } from '../../state/use-action'

/** Settings of the step in this run, changed before the retry. A temperature of null is not sent. */
interface RetryChanges {
  maxTokens?: number
  temperature?: null
}

/** Runs a step once more, after the changes. */
export function useRetry(run: Run, step: StepRun): Action<[changes?: RetryChanges]> {
  const { connection } = useAppState()
  const { runs } = connection.client
  return useAction(async (changes: RetryChanges = {}) => {
    const place = { runId: run.id, stepId: step.id }
    const { maxTokens, temperature } = step.settings
    if (Object.keys(changes).length > 0) {
      const was = { maxTokens, temperature: temperature ?? null }
      await runs.update({ runId: run.id, steps: [{ stepId: step.id, set: changes, was }] })
    }
    await runs.steps.retry({ ...place, revision: step.revision })
  })
}
