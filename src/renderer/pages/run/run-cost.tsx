import type { Run } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { useAnswer } from '../../state/use-answer'
import { formatAbout, formatMoney } from '../../ui/format-money'

/** What the run was expected to cost, what it has, and what is still to come. */
export function RunCost({ run }: { run: Run }) {
  const whole = useAnswer(`estimate of run ${run.id}`, (client, signal) =>
    client.workflows.estimateCost({ runId: run.id, plan: 'whole' }, { signal }),
  )
  const progress = run.steps.map((step) => step.status).join()
  const remaining = useAnswer(`rest of run ${run.id} ${progress}`, (client, signal) =>
    client.workflows.estimateCost({ runId: run.id, plan: 'remaining' }, { signal }),
  )
  const { costEstimate, tokenUsage } = runTotals(run)
  return (
    <dl className="run-cost figures">
      <div>
        <dt>Cost estimate</dt>
        <dd>{describeRange(whole.data)}</dd>
      </div>
      <div>
        <dt>Spent so far</dt>
        <dd>
          {formatMoney(costEstimate)}
          {tokenUsage !== null &&
            `, ${(tokenUsage.inputTokens + tokenUsage.outputTokens).toLocaleString('en')} tokens`}
        </dd>
      </div>
      {run.status !== 'completed' && (
        <div>
          <dt>Still to come</dt>
          <dd>{describeRange(remaining.data)}</dd>
        </div>
      )}
    </dl>
  )
}

function describeRange(
  estimate: { total: { expected: number; high: number } | null; steps: unknown[] } | undefined,
): string {
  if (estimate === undefined) return '…'
  if (estimate.steps.length === 0) return 'nothing'
  if (estimate.total === null) return 'unknown: no price for a model'
  if (estimate.total.high === 0) return 'nothing'
  return `about ${formatAbout(estimate.total.expected)}, at most ${formatAbout(estimate.total.high)}`
}
