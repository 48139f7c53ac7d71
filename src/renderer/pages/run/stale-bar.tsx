import type { Run } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { describeCost } from '../../ui/describe-cost'
import { formatCount } from '../../ui/format-count'
import { StatusDot } from '../../ui/status-dot'
import { OfferedButton } from '../offered-button'
import { ActionError } from './action-error'
import { toggleStale } from './stale-choice'
import { StalePicker } from './stale-picker'

interface StaleBarProps {
  run: Run
  dependencies: StepDependencies
}

const NONE: ReadonlySet<string> = new Set()

/** Offers to run stale steps again, with what that costs; nothing does so by itself. */
export function StaleBar({ run, dependencies }: StaleBarProps) {
  const { client } = useAppState().connection
  const stale = run.steps.filter((step) => step.stale)
  const allIds = stale.map((step) => step.id)
  const key = allIds.join()
  const [kept, setKept] = useState('')
  const [choice, setChoice] = useState({ key, leftOut: NONE })
  const leftOut = choice.key === key ? choice.leftOut : NONE
  const chosen = stale.filter((step) => !leftOut.has(step.id))
  const stepIds = chosen.map((step) => step.id)
  const shown = stale.length > 0 && run.status !== 'running' && kept !== key

  const whole = useAnswer(shown ? `stale ${run.id} ${key}` : null, (api, signal) =>
    api.workflows.estimateCost({ runId: run.id, plan: 'stale' }, { signal }),
  )
  const some = shown && leftOut.size > 0 && chosen.length > 0
  const part = useAnswer(some ? `stale ${run.id} ${key}: ${stepIds.join()}` : null, (api, signal) =>
    api.workflows.estimateCost({ runId: run.id, plan: 'stale', stepIds }, { signal }),
  )
  const rerun = useAction(() => client.runs.steps.rerunStale({ runId: run.id, stepIds }))
  if (!shown) return null

  const estimate = some ? part : whole
  // A price that belongs to another choice is none.
  const cost = estimate.loading ? null : describeCost(estimate.data?.total)
  const gates = chosen.filter((step) => step.settings.stepType === 'review').map((step) => step.label)
  return (
    <footer className="stale-bar">
      <ActionError errors={[rerun]} />
      <StatusDot kind="stale" />
      <p>
        <b>
          {stale.length === 1
            ? '1 step is older than what it reads.'
            : `${stale.length} steps are older than what they read.`}
        </b>{' '}
        {gates.length > 0 && (
          <span>{gates.length === 1 ? gates[0] : formatCount(gates.length, 'gate')} will open again.</span>
        )}
      </p>
      <OfferedButton
        under="This run"
        offer="Keep as is"
        about={formatCount(stale.length, 'stale step')}
        size="small"
        look="ghost"
        onClick={() => setKept(key)}
      >
        Keep as is
      </OfferedButton>
      {stale.length > 1 && (
        <StalePicker
          stale={stale}
          estimate={whole.data}
          leftOut={leftOut}
          onToggle={(id) => setChoice({ key, leftOut: toggleStale(allIds, dependencies, leftOut, id) })}
        />
      )}
      <OfferedButton
        under="This run"
        offer={`Re-run ${formatCount(chosen.length, 'stale step')}`}
        {...(cost !== null && { about: cost })}
        // Where the run can go on, that is the next action.
        look={run.status === 'completed' ? 'primary' : 'secondary'}
        icon={RefreshCw}
        unavailable={rerun.busy || chosen.length === 0}
        onClick={() => rerun.run()}
      >
        Re-run {formatCount(chosen.length, 'stale step')}
        {cost !== null && chosen.length > 0 && ` · ${cost}`}
      </OfferedButton>
    </footer>
  )
}
