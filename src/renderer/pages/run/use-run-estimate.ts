import type { Run, RunEstimate } from '@shared/model/run'
import { useAnswer } from '../../state/use-answer'

/**
 * What the run was expected to cost when it was started; where nothing was kept, such as after a rebase, what it would
 * be expected to cost now. Null: not known yet.
 */
export function useRunEstimate({ id, estimate }: Run): RunEstimate | null {
  const now = useAnswer(estimate === null ? `estimate of run ${id}` : null, (client, signal) =>
    client.workflows.estimateCost({ runId: id, plan: 'whole' }, { signal }),
  )
  if (estimate !== null || now.data === undefined) return estimate
  const { total, steps } = now.data
  return { total, steps: Object.fromEntries(steps.map(({ stepId, cost }) => [stepId, cost])) }
}
