import type { Workflow, WorkflowSummary } from '@shared/model/workflow'
import type { MemoryCore } from './memory-core'

/** What a list shows of a workflow. */
export function workflowSummary(core: MemoryCore, workflow: Workflow): WorkflowSummary {
  const last = [...core.runs.values()]
    .filter((run) => run.workflowId === workflow.id)
    .sort((one, other) => other.createdAt - one.createdAt)[0]
  return {
    id: workflow.id,
    name: workflow.name,
    description: workflow.description ?? '',
    stepCount: workflow.steps.length,
    stepLabels: workflow.steps.map((step) => step.label),
    lastRun: last === undefined ? null : { id: last.id, status: last.status, at: last.updatedAt },
    updatedAt: workflow.updatedAt,
  }
}
