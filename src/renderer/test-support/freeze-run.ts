import { newStepRun } from '@shared/model/new-step-run'
import type { FrozenStep, Run } from '@shared/model/run'
import { DEFAULT_STEP, type Step } from '@shared/model/step'
import { DEFAULT_CONCURRENCY, type Workflow } from '@shared/model/workflow'

/** A run of a workflow as it is right after the start: running, and no step begun. */
export function freezeRun(workflow: Workflow, id: string, at: number, input?: Run['input']): Run {
  return {
    id,
    workflowId: workflow.id,
    workflowName: workflow.name,
    sourcePath: null,
    status: 'running',
    pauseReason: null,
    pausing: false,
    input,
    inputDescription: workflow.input ?? null,
    options: {
      yoloMode: workflow.yoloMode ?? false,
      concurrency: workflow.concurrency ?? DEFAULT_CONCURRENCY,
      budgetUsd: workflow.budgetUsd ?? null,
      reuse: workflow.reuse ?? false,
    },
    steps: workflow.steps.map((step) => newStepRun(freezeStep(step))),
    removedSteps: [],
    estimate: null,
    seq: 1,
    createdAt: at,
    updatedAt: at,
    finishedAt: null,
  }
}

function freezeStep(step: Step): FrozenStep {
  return {
    ...DEFAULT_STEP,
    ...step,
    ...(step.stepType !== 'review' && {
      connection: { name: step.provider ?? 'demo', kind: step.provider ?? 'demo' },
      model: step.model ?? 'demo-writer',
    }),
  }
}
