import type { Run, StepRun } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction, type Action } from '../../state/use-action'

/** Runs a step once more; with a limit, after raising the step's to it. */
export function useRetry(run: Run, step: StepRun): Action<[maxTokens?: number]> {
  const { connection, runningNow } = useAppState()
  const { runs } = connection.client
  return useAction(async (maxTokens?: number) => {
    const place = { runId: run.id, stepId: step.id }
    if (maxTokens !== undefined) {
      await runs.update({
        runId: run.id,
        steps: [{ stepId: step.id, set: { maxTokens }, was: { maxTokens: step.settings.maxTokens } }],
      })
    }
    await runs.steps.retry({ ...place, revision: step.revision })
    runningNow.refresh()
  })
}
