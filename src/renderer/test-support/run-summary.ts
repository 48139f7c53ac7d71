import type { RunSummary } from '@shared/contract'
import type { Run } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'

/** What a list shows of a run. */
export function runSummary(run: Run): RunSummary {
  const count = (...statuses: Run['steps'][number]['status'][]): number =>
    run.steps.filter((step) => statuses.includes(step.status)).length
  const input = typeof run.input === 'string' ? run.input : JSON.stringify(run.input)
  return {
    id: run.id,
    workflowId: run.workflowId,
    workflowName: run.workflowName,
    status: run.status,
    pauseReason: run.pauseReason,
    pausing: run.pausing,
    inputPreview: input === undefined ? null : input.replace(/\s+/g, ' ').slice(0, 200),
    costEstimate: runTotals(run).costEstimate,
    steps: {
      total: run.steps.length,
      pending: count('pending'),
      active: count('running', 'waiting'),
      awaitingReview: count('awaiting_review'),
      completed: count('completed'),
      skipped: count('skipped'),
      failed: count('failed'),
    },
    current: run.steps
      .map((step, index) => ({
        stepId: step.id,
        label: step.label,
        position: index + 1,
        status: step.status,
      }))
      .filter(({ status }) => ['running', 'waiting', 'failed', 'awaiting_review'].includes(status))
      .slice(0, 10),
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
    finishedAt: run.finishedAt,
  }
}
