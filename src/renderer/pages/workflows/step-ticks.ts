import type { RunSummary } from '@shared/contract'
import type { StepStatus } from '@shared/model/run'
import type { LastRun, WorkflowSummary } from '@shared/model/workflow-summary'
import type { Tick } from '../../ui/step-shape'

/** A workflow's ticks: as its last run stands, or plain where that ran other steps than the workflow has now. */
export function stepTicks(workflow: WorkflowSummary, live: RunSummary | undefined): Tick[] {
  const states =
    live !== undefined && live.steps.total === workflow.stepCount
      ? liveStates(live)
      : lastStates(workflow, workflow.lastRun)
  return workflow.stepTypes.map((stepType, index) => ({
    state: states[index] ?? 'idle',
    gate: stepType === 'review',
  }))
}

function lastStates({ stepLabels }: WorkflowSummary, last: LastRun | null): Tick['state'][] {
  if (last === null || last.steps.length !== stepLabels.length) return []
  if (last.steps.some((step, index) => step.label !== stepLabels[index])) return []
  return last.steps.map((step) => STATE_OF[step.status])
}

/** Where a run that is going on stands: it changes more often than the list is asked for. */
function liveStates(live: RunSummary): Tick['state'][] {
  const current = new Map(live.current.map((step) => [step.position, step.status]))
  // Steps are settled from the top, but for those beside one that is still at work.
  let settled = live.steps.completed + live.steps.skipped
  return Array.from({ length: live.steps.total }, (_, index) => {
    const status = current.get(index + 1)
    if (status !== undefined) return STATE_OF[status]
    settled -= 1
    return settled >= 0 ? 'done' : 'ahead'
  })
}

const STATE_OF: Record<StepStatus, Tick['state']> = {
  pending: 'ahead',
  waiting: 'active',
  running: 'active',
  awaiting_review: 'active',
  completed: 'done',
  skipped: 'done',
  failed: 'failed',
}
