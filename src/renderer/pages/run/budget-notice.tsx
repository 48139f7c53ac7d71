import type { Run, StepRun } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { formatAbout, formatMoney } from '../../ui/format-money'
import { Notice } from '../../ui/notice'
import { Popover } from '../../ui/popover'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import { ModelForm } from './model-form'
import { sufficientBudget } from './sufficient-budget'

/** The next request could go over the run's limit: raise it, take another model for what is left, or stop. */
export function BudgetNotice({ run }: { run: Run }) {
  const { connection } = useAppState()
  const { runs } = connection.client
  const runId = run.id
  const budget = run.options.budgetUsd
  const spent = runTotals(run).costEstimate
  const left = run.steps.filter(isLeft)
  const estimate = useAnswer(
    `rest of run ${runId} ${left.map(({ id, settings }) => `${id} ${settings.model}`).join()}`,
    (client, signal) => client.workflows.estimateCost({ runId, plan: 'remaining' }, { signal }),
  )
  const resume = async (): Promise<void> => {
    await runs.resume({ runId })
  }
  const raise = useAction(async (to: number) => {
    await runs.update({ runId, options: { set: { budgetUsd: to }, was: { budgetUsd: budget } } })
    await resume()
  })
  const stop = useAction(async () => {
    await runs.stop({ runId })
  })
  const total = estimate.data?.total
  const higher = budget === null ? null : sufficientBudget(budget, spent, total)
  const error = raise.error ?? stop.error
  return (
    <div className="run-notice">
      <Notice
        tone="warn"
        title={`Paused before going over ${budget === null ? 'the limit' : formatAbout(budget)}.`}
        actions={
          <>
            {higher !== null && (
              <OfferedButton
                under="This run"
                offer={`Raise to ${formatAbout(higher)} and resume`}
                size="small"
                look="primary"
                unavailable={raise.busy}
                hint="Enough for every step that is left, however long its answer"
                onClick={() => raise.run(higher)}
              >
                Raise to {formatAbout(higher)} and resume
              </OfferedButton>
            )}
            {left.length > 0 && <ChangeModel run={run} steps={left} resume={resume} />}
            <Button size="small" look="ghost" unavailable={stop.busy} onClick={() => stop.run()}>
              Stop
            </Button>
          </>
        }
      >
        <p className="figures">
          Spent {formatMoney(spent)}. {describeRest(left, total)}
        </p>
      </Notice>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  )
}

function isLeft({ status, settings }: StepRun): boolean {
  return (status === 'pending' || status === 'failed') && settings.enabled && settings.model !== undefined
}

function describeRest(
  [next, ...others]: readonly StepRun[],
  total: { expected: number; high: number } | null | undefined,
): string {
  if (next === undefined || total == null) return 'The next request could cost more than what is left.'
  const what = others.length === 0 ? next.label : `${next.label} and ${others.length} more`
  return `Still to come: ${what}, about ${formatAbout(total.expected)}, at most ${formatAbout(total.high)}.`
}

interface ChangeModelProps {
  run: Run
  steps: readonly StepRun[]
  resume: () => Promise<void>
}

function ChangeModel({ run, steps, resume }: ChangeModelProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="Change model"
      align="start"
      trigger={
        <OfferedButton
          under="This run"
          offer="Change model…"
          size="small"
          look="ghost"
          hint="A cheaper one, for the steps that are left"
        >
          Change model…
        </OfferedButton>
      }
      open={open}
      onOpenChange={setOpen}
    >
      <ModelForm run={run} steps={steps} action="Use it and resume" then={resume} />
    </Popover>
  )
}
