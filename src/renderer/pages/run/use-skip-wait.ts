import type { Run, StepRun } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction, type Action } from '../../state/use-action'

/** Ends the wait that the user sees, not a later one. */
export function useSkipWait(run: Run, step: StepRun): Action<[]> {
  const { client } = useAppState().connection
  return useAction(() =>
    client.runs.steps.skipWait({ runId: run.id, stepId: step.id, attempts: step.attempts }),
  )
}
