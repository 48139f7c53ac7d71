import type { Run, RunOptions } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction, type Action } from '../../state/use-action'

/** Changes a run's own options; they hold from the next step on. */
export function useRunOptions(run: Run): Action<[set: Partial<Pick<RunOptions, 'yoloMode' | 'budgetUsd'>>]> {
  const { client } = useAppState().connection
  const { options } = run
  return useAction((set: Partial<Pick<RunOptions, 'yoloMode' | 'budgetUsd'>>) => {
    const was = Object.fromEntries(
      Object.entries(options).filter(([name]) => name in set),
    ) satisfies Partial<RunOptions>
    return client.runs.update({ runId: run.id, options: { set, was } })
  })
}
