import type { Run } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { formatMoney } from '../../ui/format-money'
import { Notice } from '../../ui/notice'
import { ErrorNotice } from '../error-notice'

/** Why the run as a whole does not go on, where that is not a step's affair. */
export function RunNotice({ run }: { run: Run }) {
  if (run.status === 'interrupted') {
    return (
      <div className="run-notice">
        <Notice tone="warn" title="This run was interrupted.">
          The Baton that ran it ended before the run did. Completed steps are kept; Resume goes on with the
          others. Requests that were in flight are sent again.
        </Notice>
      </div>
    )
  }
  if (run.status !== 'paused') return null
  if (run.pauseReason === 'budget') return <BudgetNotice run={run} />
  if (run.pauseReason !== 'storage') return null
  return (
    <div className="run-notice">
      <Notice tone="bad" title="Paused: the disk is full, or the database can’t be written.">
        Nothing is lost. Make some space, then press Resume.
      </Notice>
    </div>
  )
}

function BudgetNotice({ run }: { run: Run }) {
  const { client } = useAppState().connection
  const budget = run.options.budgetUsd
  const raise = useAction(async (to: number) => {
    await client.runs.update({
      runId: run.id,
      options: { set: { budgetUsd: to }, was: { budgetUsd: budget } },
    })
    await client.runs.resume({ runId: run.id })
  })
  const doubled = budget === null ? null : budget * 2
  return (
    <div className="run-notice">
      <Notice
        tone="warn"
        title={`Paused before going over ${formatMoney(budget)}.`}
        actions={
          doubled !== null && (
            <Button size="small" unavailable={raise.busy} onClick={() => raise.run(doubled)}>
              Raise to {formatMoney(doubled)} and resume
            </Button>
          )
        }
      >
        Spent {formatMoney(runTotals(run).costEstimate)}; the next request could cost more than what is left.
      </Notice>
      {raise.error !== null && <ErrorNotice error={raise.error} />}
    </div>
  )
}
