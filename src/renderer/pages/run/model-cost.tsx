import { runTotals } from '@shared/model/run-totals'
import type { Run, StepRun } from '@shared/model/run'
import { useAnswer } from '../../state/use-answer'
import { formatAbout } from '../../ui/format-money'
import { useSettled } from '../../ui/use-settled'

interface ModelCostProps {
  run: Run
  steps: readonly StepRun[]
  connection: string
  model: string
}

/** A model's name is asked for when typing has paused. */
const PAUSE_MS = 250

/** What the steps would cost with that model, beside what they cost with their own. */
export function ModelCost({ run, steps, connection, model }: ModelCostProps) {
  const stepIds = steps.map((step) => step.id)
  const settled = useSettled(model, PAUSE_MS)
  const question = `retry ${run.id} ${stepIds.join()}`
  const before = useAnswer(question, (client, signal) =>
    client.workflows.estimateCost({ runId: run.id, plan: 'retry', stepIds }, { signal }),
  )
  const overrides = { connection, model: settled }
  const after = useAnswer(`${question} ${connection} ${settled}`, (client, signal) =>
    client.workflows.estimateCost({ runId: run.id, plan: 'retry', stepIds, overrides }, { signal }),
  )
  if (settled !== model || after.loading || after.data === undefined)
    return <p className="model-cost">&nbsp;</p>
  const { total } = after.data
  if (total === null) return <p className="model-cost">Its price is not known.</p>
  const own = steps.every(
    ({ settings }) => settings.connection?.name === connection && settings.model === model,
  )
  return (
    <p className="model-cost figures">
      {total.high === 0
        ? 'At no cost'
        : `About ${formatAbout(total.expected)}, at most ${formatAbout(total.high)}`}
      {!own && before.data?.total != null && `, instead of about ${formatAbout(before.data.total.expected)}`}.
      {fitsBudget(run, total.high)}
    </p>
  )
}

function fitsBudget(run: Run, high: number) {
  const { budgetUsd } = run.options
  const spent = runTotals(run).costEstimate
  if (budgetUsd === null || spent === null) return null
  return (
    <em>
      {spent + high <= budgetUsd
        ? `Stays within the limit of ${formatAbout(budgetUsd)}.`
        : `Could still go over the limit of ${formatAbout(budgetUsd)}.`}
    </em>
  )
}
