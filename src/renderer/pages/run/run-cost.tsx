import type { Run } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { useState } from 'react'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { EstimateTable } from '../../ui/estimate-table'
import { formatAbout, formatMoney } from '../../ui/format-money'
import { Popover } from '../../ui/popover'
import { useRunEstimate } from './use-run-estimate'

/** What the run was expected to cost, what it has, and what is still to come; by step where that is asked for. */
export function RunCost({ run }: { run: Run }) {
  const [open, setOpen] = useState(false)
  const expected = useRunEstimate(run)
  const progress = run.steps.map((step) => step.status).join()
  const remaining = useAnswer(`rest of run ${run.id} ${progress}`, (client, signal) =>
    client.workflows.estimateCost({ runId: run.id, plan: 'remaining' }, { signal }),
  )
  const { costEstimate, tokenUsage } = runTotals(run)
  const estimated = run.steps.filter(({ id }) => expected !== null && id in expected.steps)
  return (
    <div className="run-cost">
      <dl className="figures">
        <div>
          <dt>Cost estimate</dt>
          <dd>
            {describeRange(expected === null ? undefined : { total: expected.total, steps: estimated })}
          </dd>
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
      {expected !== null && estimated.length > 0 && expected.total?.high !== 0 && (
        <Popover
          label="Cost by step"
          open={open}
          onOpenChange={setOpen}
          trigger={
            <Button size="small" look="ghost">
              By step…
            </Button>
          }
        >
          <EstimateTable
            total={expected.total}
            spent={costEstimate}
            steps={estimated.map((step) => ({
              id: step.id,
              label: step.label,
              detail: step.settings.model,
              cost: expected.steps[step.id] ?? null,
              spent: step.attempts === 0 ? undefined : step.costEstimate,
            }))}
          />
        </Popover>
      )}
    </div>
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
