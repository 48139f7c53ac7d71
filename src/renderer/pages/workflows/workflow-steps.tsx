import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { formatCount } from '../../ui/format-count'
import { StepShape } from '../../ui/step-shape'
import { Tooltip } from '../../ui/tooltip'
import { stepTicks } from './step-ticks'

const MOST_LABELS = 24

/** How many steps it has, drawn as its shape, with their labels on hover and focus. */
export function WorkflowSteps({ workflow }: { workflow: WorkflowSummary }) {
  const { runningNow } = useAppState()
  const live = useStore(runningNow.store, ({ runs }) => runs?.find((run) => run.id === workflow.lastRun?.id))
  const count = formatCount(workflow.stepCount, 'step')
  if (workflow.stepCount === 0) return <span className="list-meta">{count}</span>
  const labels = workflow.stepLabels.slice(0, MOST_LABELS)
  return (
    <div className="workflow-steps">
      <StepShape ticks={stepTicks(workflow, live)} />
      <Tooltip
        align="start"
        content={
          <ol className="step-labels">
            {labels.map((label, index) => (
              <li key={index}>
                <span>{index + 1}</span>
                {label}
              </li>
            ))}
            {workflow.stepLabels.length > MOST_LABELS && (
              <li>
                <span />
                and {workflow.stepLabels.length - MOST_LABELS} more
              </li>
            )}
          </ol>
        }
      >
        <button type="button" className="list-meta">
          {count}
        </button>
      </Tooltip>
    </div>
  )
}
