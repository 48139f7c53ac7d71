import { NEW_WORKFLOW_ID, type ApiInputs } from '@shared/contract'
import { conflict } from '@shared/errors'
import type { Workflow } from '@shared/model/workflow'
import { planTrial, type PlannedTrial } from '@main/engine/plan-trial'
import { applyStepChanges } from './apply-step-changes'
import type { Core } from './core'
import { findWorkflow, withStepIds } from './find-source'

type TryStep = ApiInputs['workflows']['steps']['try']

/** The step that a call wants to try, as it is stored or as it is edited, with the newest run's outputs and those given. */
export function stepToTry(core: Core, request: TryStep): PlannedTrial {
  const { workflowId, stepId, input, outputs = {} } = request
  const workflow =
    'workflow' in request ? withStepIds(request.workflow, core.ports.newId) : findStored(core, request)
  const given = { ...newestOutputs(core, workflowId), ...outputs }
  const isThere = workflowId === NEW_WORKFLOW_ID || core.store.workflows.get(workflowId) !== undefined
  const keptWith = isThere ? workflowId : null
  return planTrial({ workflow, stepId, keptWith, input, outputs: given }, core.ports)
}

/** @throws BatonError `NOT_FOUND`, `CONFLICT` */
function findStored(
  core: Core,
  { workflowId, stepId, updatedAt, changes = {} }: Extract<TryStep, { updatedAt: number }>,
): Workflow {
  const workflow = findWorkflow(core, workflowId)
  if (workflow.updatedAt !== updatedAt) {
    throw conflict('The workflow has changed in the meantime.', 'Load it again, then try the step.')
  }
  const steps = workflow.steps.map((step) => (step.id === stepId ? applyStepChanges(step, changes) : step))
  return { ...workflow, steps }
}

/** By step, from the workflow's newest run. */
function newestOutputs(core: Core, workflowId: string): Record<string, string> {
  const newest = core.store.runs.list({ workflowId, limit: 1 }).items[0]
  if (newest === undefined) return {}
  return Object.fromEntries(
    core.runs.get(newest.id).steps.flatMap(({ id, output }) => (output === null ? [] : [[id, output]])),
  )
}
