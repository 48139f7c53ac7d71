import type { Run, StepRun } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction, type Action } from '../../state/use-action'

/** Gives a step another output by hand, based on the revision the user saw; it can be undone by the toast. */
export function useOverride(
  run: Run,
  step: StepRun,
): Action<[text: string, revision: number, after: () => void]> {
  const { connection, toasts } = useAppState()
  const { steps } = connection.client.runs
  return useAction(async (text: string, revision: number, after: () => void) => {
    const before = step.output ?? ''
    const place = { runId: run.id, stepId: step.id }
    const written = await steps.overrideOutput({ ...place, revision, text })
    after()
    if (written.revision === revision) return
    toasts.show({
      message: `Saved as revision ${written.revision}`,
      undo: async () => {
        await steps.overrideOutput({ ...place, revision: written.revision, text: before })
      },
    })
  })
}
