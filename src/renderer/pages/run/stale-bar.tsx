import type { Run } from '@shared/model/run'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { describeCost } from '../../ui/describe-cost'
import { formatCount } from '../../ui/format-count'
import { StatusDot } from '../../ui/status-dot'
import { ActionError } from './action-error'

/** Offers to run stale steps again, with what that costs; nothing does so by itself. */
export function StaleBar({ run }: { run: Run }) {
  const { client } = useAppState().connection
  const stale = run.steps.filter((step) => step.stale)
  const stepIds = stale.map((step) => step.id)
  const key = stepIds.join()
  const [kept, setKept] = useState('')
  const shown = stale.length > 0 && run.status !== 'running' && kept !== key
  const estimate = useAnswer(shown ? `stale ${run.id} ${key}` : null, (api, signal) =>
    api.workflows.estimateCost({ runId: run.id, plan: 'stale' }, { signal }),
  )
  const rerun = useAction(() => client.runs.steps.rerunStale({ runId: run.id, stepIds }))
  if (!shown) return null

  const cost = describeCost(estimate.data?.total)
  const gates = stale.filter((step) => step.settings.stepType === 'review').map((step) => step.label)
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
        {gates.length > 0 &&
          `${gates.length === 1 ? gates[0] : formatCount(gates.length, 'gate')} will open again.`}
      </p>
      <Button size="small" look="ghost" onClick={() => setKept(key)}>
        Keep as is
      </Button>
      <Button look="primary" icon={RefreshCw} unavailable={rerun.busy} onClick={() => rerun.run()}>
        Re-run {formatCount(stale.length, 'stale step')}
        {cost !== null && ` · ${cost}`}
      </Button>
    </footer>
  )
}
