import type { RunSummary } from '@shared/contract'
import type { WorkflowSummary } from '@shared/model/workflow'
import type { Tick } from '../../ui/step-shape'

/**
 * A workflow's ticks, as far as its last run is known here: all done, the steps of a run that is going on, or
 * plain. (The list of workflows doesn't say which steps are gates; a run says it of an open one.)
 */
export function stepTicks(workflow: WorkflowSummary, live: RunSummary | undefined): Tick[] {
  const count = workflow.stepCount
  if (live === undefined || live.steps.total !== count) {
    const state = workflow.lastRun?.status === 'completed' ? 'done' : 'idle'
    return Array.from({ length: count }, () => ({ state, gate: false }))
  }
  const current = new Map(live.current.map((step) => [step.position, step.status]))
  // Steps are settled from the top, but for those beside one that is still at work.
  let settled = live.steps.completed + live.steps.skipped
  return Array.from({ length: count }, (_, index) => {
    const status = current.get(index + 1)
    if (status === 'awaiting_review') return { state: 'active', gate: true }
    if (status === 'failed') return { state: 'failed', gate: false }
    if (status !== undefined) return { state: 'active', gate: false }
    settled -= 1
    return { state: settled >= 0 ? 'done' : 'ahead', gate: false }
  })
}
