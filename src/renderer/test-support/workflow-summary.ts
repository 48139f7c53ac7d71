import type { Workflow } from '@shared/model/workflow'
import type { Run } from '@shared/model/run'
import type { LastRun, WorkflowSummary } from '@shared/model/workflow-summary'
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
    stepTypes: workflow.steps.map((step) => step.stepType),
    lastRun: last === undefined ? null : lastRun(last),
    updatedAt: workflow.updatedAt,
  }
}

function lastRun({ id, status, pauseReason, createdAt, finishedAt, steps }: Run): LastRun {
  return {
    id,
    status,
    pauseReason,
    at: createdAt,
    durationMs: finishedAt === null ? null : finishedAt - createdAt,
    costEstimate: 0,
    steps: steps.map((step) => ({ label: step.label, status: step.status })),
  }
}
