import { Copy, FlaskConical, Trash2 } from 'lucide-react'
import { memo } from 'react'
import { Button } from '../../../ui/button'
import { formatMoney } from '../../../ui/format-money'
import { formatDuration } from '../../../ui/format-time'
import { useKnowledge } from '../builder-context'
import { useStepActions } from './use-step-actions'

/** What can be done with a step as a whole, and what it took last time. */
export const StepFoot = memo(function StepFoot({ stepId }: { stepId: string }) {
  const actions = useStepActions()
  return (
    <div className="step-foot">
      <Button size="small" look="ghost" icon={Copy} onClick={() => actions.duplicate(stepId)}>
        Duplicate step
      </Button>
      <Button
        size="small"
        look="ghost"
        icon={FlaskConical}
        data-try
        hint="Sends this step once, outside of a run"
        onClick={() => actions.tryOut(stepId)}
      >
        Try step
      </Button>
      <Button
        size="small"
        look="ghost"
        className="button-danger"
        icon={Trash2}
        onClick={() => actions.remove(stepId)}
      >
        Delete step
      </Button>
      <LastTime stepId={stepId} />
    </div>
  )
})

function LastTime({ stepId }: { stepId: string }) {
  const { lastRun } = useKnowledge()
  const last = lastRun?.steps.get(stepId)
  if (last === undefined || last.durationMs === null || last.tokenUsage === null) return null
  return (
    <span className="step-last-time figures">
      Last run: {last.tokenUsage.outputTokens.toLocaleString('en')} tokens out ·{' '}
      {formatDuration(last.durationMs)} · {formatMoney(last.costEstimate)}
    </span>
  )
}
