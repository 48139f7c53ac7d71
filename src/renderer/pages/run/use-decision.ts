import type { Run, StepRun } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction, type Action } from '../../state/use-action'

type Choice = { kind: 'approve' } | { kind: 'edit'; text: string } | { kind: 'sendBack'; comment: string }

/**
 * Decides at the open gate, on the revision that is shown; if it has changed meanwhile, that is the error.
 *
 * @param after what is to be done once the decision has been taken
 */
export function useDecision(run: Run, gate: StepRun, after?: () => void): Action<[Choice]> {
  const { connection } = useAppState()
  return useAction(async (choice: Choice) => {
    await connection.client.runs.resume({
      runId: run.id,
      decision: { ...choice, revision: gate.revision ?? 1, stepId: gate.id },
    })
    after?.()
  })
}
