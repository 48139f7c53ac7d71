import { NEW_WORKFLOW_ID } from '@shared/contract'
import { invalid, notFound } from '@shared/errors'
import type { Step } from '@shared/model/step'
import { applyStepChanges } from './apply-step-changes'
import type { Core } from './core'
import { findWorkflow } from './find-source'
import { implementation } from './implement-contract'
import { leavableStream } from './leavable-stream'
import { stepToTry } from './try-step'

const { steps } = implementation.workflows

/** Single steps of a stored workflow: each change writes the whole workflow, based on what the caller saw. */
export const workflowSteps = steps.router({
  add: steps.add.handler(({ input: { workflowId, updatedAt, step, at }, context: { core } }) => {
    const workflow = findWorkflow(core, workflowId)
    const added = { ...step, id: core.ports.newId() }
    const changed = workflow.steps.toSpliced(at ?? workflow.steps.length, 0, added)
    return {
      workflow: core.store.workflows.update(workflowId, { ...workflow, steps: changed }, updatedAt),
      stepId: added.id,
    }
  }),

  update: steps.update.handler(({ input: { workflowId, stepId, updatedAt, changes }, context: { core } }) => {
    const workflow = findWorkflow(core, workflowId)
    const index = indexOf(workflow.steps, stepId)
    const changed = workflow.steps.map((step, at) => (at === index ? applyStepChanges(step, changes) : step))
    return core.store.workflows.update(workflowId, { ...workflow, steps: changed }, updatedAt)
  }),

  remove: steps.remove.handler(({ input: { workflowId, stepId, updatedAt }, context: { core } }) => {
    const workflow = findWorkflow(core, workflowId)
    const changed = workflow.steps.toSpliced(indexOf(workflow.steps, stepId), 1)
    return core.store.workflows.update(workflowId, { ...workflow, steps: changed }, updatedAt)
  }),

  reorder: steps.reorder.handler(({ input: { workflowId, updatedAt, stepIds }, context: { core } }) => {
    const workflow = findWorkflow(core, workflowId)
    const byId = new Map(workflow.steps.map((step) => [step.id, step]))
    const changed = [...new Set(stepIds)].flatMap((id) => byId.get(id) ?? [])
    if (changed.length !== stepIds.length || changed.length !== workflow.steps.length) {
      const message = 'The new order must name every step of the workflow once.'
      throw invalid([{ path: ['stepIds'], message, severity: 'error' }])
    }
    return core.store.workflows.update(workflowId, { ...workflow, steps: changed }, updatedAt)
  }),

  try: steps.try.handler(({ input, context: { core }, signal }) =>
    core.trials.try(stepToTry(core, input), signal ?? new AbortController().signal),
  ),

  tryLive: steps.tryLive.handler(({ input: { trialId, ...request }, context: { core }, signal }) => {
    const planned = stepToTry(core, request)
    return leavableStream((left) => core.trials.follow(trialId, planned, left), signal)
  }),

  stopTrial: steps.stopTrial.handler(({ input, context: { core } }) => ({
    stopped: core.trials.stop(input.trialId),
  })),

  lastTrial: steps.lastTrial.handler(({ input: { workflowId, stepId }, context: { core } }) => {
    checkWorkflow(core, workflowId)
    return core.store.stepTrials.get(workflowId, stepId)
  }),

  saveTrialValues: steps.saveTrialValues.handler(
    ({ input: { workflowId, stepId, values }, context: { core } }) => {
      checkWorkflow(core, workflowId)
      core.store.stepTrials.saveValues(workflowId, stepId, values)
      return { saved: true as const }
    },
  ),

  dismissTrial: steps.dismissTrial.handler(({ input, context: { core } }) => {
    const { workflowId, stepId, trialId, undo = false } = input
    checkWorkflow(core, workflowId)
    return { done: core.store.stepTrials.dismiss(workflowId, stepId, trialId, undo) }
  }),
})

/** @throws BatonError `NOT_FOUND` */
function checkWorkflow(core: Core, workflowId: string): void {
  if (workflowId !== NEW_WORKFLOW_ID) findWorkflow(core, workflowId)
}

function indexOf(steps: Step[], stepId: string): number {
  const index = steps.findIndex(({ id }) => id === stepId)
  if (index === -1) throw notFound('step', stepId)
  return index
}
