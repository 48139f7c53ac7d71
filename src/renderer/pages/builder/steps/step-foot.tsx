import { Copy, FlaskConical, Trash2 } from 'lucide-react'
import { memo } from 'react'
import { useAppState } from '../../../state/app-state'
import { Button } from '../../../ui/button'
import { formatMoney } from '../../../ui/format-money'
import { formatDuration } from '../../../ui/format-time'
import { useBuilder, useKnowledge } from '../builder-context'
import { findStep } from '../document/find-step'
import { deleteStep, duplicateStep, insertStep } from '../document/step-edits'

interface StepFootProps {
  stepId: string
  position: number
}

/** What can be done with a step as a whole, and what it took last time. */
export const StepFoot = memo(function StepFoot({ stepId, position }: StepFootProps) {
  const { session, view } = useBuilder()
  const { toasts } = useAppState()
  const { document } = session

  const duplicate = (): void => {
    const id = crypto.randomUUID()
    document.edit((workflow) => duplicateStep(workflow, stepId, id))
    view.goTo({ stepId: id, field: 'label' })
  }
  const remove = (): void => {
    const { steps } = document.store.getState().workflow
    const step = findStep(steps, stepId)
    if (step === undefined) return
    const neighbour = steps[position + 1] ?? steps[position - 1]
    document.edit((workflow) => deleteStep(workflow, stepId))
    const after = document.store.getState()
    const undo = (): void => {
      // What was done since stays done.
      if (document.store.getState() === after) document.undo()
      else document.edit((workflow) => insertStep(workflow, step, Math.min(position, workflow.steps.length)))
      view.goTo({ stepId, field: 'row' })
    }
    view.set({
      openStepId: null,
      wanted:
        neighbour === undefined ? { stepId: null, field: 'steps' } : { stepId: neighbour.id, field: 'row' },
    })
    toasts.show({ message: `Deleted “${step.label}”`, undo })
  }
  return (
    <div className="step-foot">
      <Button size="small" look="ghost" icon={Copy} onClick={duplicate}>
        Duplicate step
      </Button>
      <Button
        size="small"
        look="ghost"
        icon={FlaskConical}
        data-try
        hint="Sends this step once, outside of a run"
        onClick={() => view.set({ triedStepId: stepId })}
      >
        Try step
      </Button>
      <Button size="small" look="ghost" className="button-danger" icon={Trash2} onClick={remove}>
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
