import { NEW_WORKFLOW_ID, type ApiInputs } from '@shared/contract'
import type { Workflow } from '@shared/model/workflow'
import { estimatePlan } from '@main/engine/estimate-plan'
import { planRun } from '@main/engine/plan-run'
import type { WorkflowContent } from '@main/store/workflow-row'
import type { Core } from './core'
import { estimateSource } from './estimate-source'
import { findConnection } from './find-connection'
import { findDeletedWorkflow, findSource, findWorkflow } from './find-source'
import { findTemplate } from './find-template'
import { implementation } from './implement-contract'
import { newWorkflowDefaults } from './settings'
import { validateSource } from './validate-source'
import { workflowSteps } from './workflow-steps'

const { workflows: procedures } = implementation

/** What the user authors. */
export const workflows = procedures.router({
  list: procedures.list.handler(({ input, context }) => context.core.store.workflows.list(input)),

  get: procedures.get.handler(({ input: { workflowId, deleted }, context: { core } }) => ({
    workflow: workflowId === NEW_WORKFLOW_ID ? null : findAnyWorkflow(core, workflowId, deleted),
    draft: core.store.drafts.get(workflowId) ?? null,
  })),

  create: procedures.create.handler(({ input, context: { core } }) =>
    core.store.workflows.create(newWorkflow(core, input), {
      id: input.workflowId,
      draftKey: NEW_WORKFLOW_ID,
    }),
  ),

  update: procedures.update.handler(({ input: { workflowId, updatedAt, workflow }, context: { core } }) =>
    core.store.workflows.update(workflowId, workflow, updatedAt),
  ),

  duplicate: procedures.duplicate.handler(({ input: { workflowId, name }, context }) =>
    context.core.store.workflows.duplicate(workflowId, name),
  ),

  delete: procedures.delete.handler(({ input: { workflowId, updatedAt, undo }, context: { core } }) => {
    const { workflows: stored } = core.store
    return {
      updatedAt:
        undo === true ? stored.undelete(workflowId, updatedAt) : stored.delete(workflowId, updatedAt),
    }
  }),

  validate: procedures.validate.handler(({ input, context }) => ({
    problems: validateSource(input, context),
  })),

  estimateCost: procedures.estimateCost.handler(({ input, context }) => {
    const { core } = context
    if ('source' in input) return estimateSource(input, context)
    const { connection, model } = input.overrides ?? {}
    return estimatePlan(core.runs.get(input.runId), input.plan, input.stepIds, core.ports, {
      ...(connection !== undefined && {
        connection: findConnection(core, connection, ['overrides', 'connection']),
      }),
      ...(model !== undefined && { model }),
    })
  }),

  start: procedures.start.handler(async ({ input: { source, input, overrides = {} }, context }) => {
    const { core, startLimit } = context
    const { run } = planRun(findSource(source, context), input, overrides, core.ports)
    await startLimit.count(() => core.runs.start(run))
    return { runId: run.id }
  }),

  saveDraft: procedures.saveDraft.handler(
    ({ input: { workflowId, content, basedOn, updatedAt, deleted }, context: { core } }) => {
      if (workflowId !== NEW_WORKFLOW_ID) findAnyWorkflow(core, workflowId, deleted)
      if (content !== null) {
        return { updatedAt: core.store.drafts.save(workflowId, { content, basedOn }, updatedAt) }
      }
      core.store.drafts.drop(workflowId, updatedAt)
      return { updatedAt: null }
    },
  ),

  steps: workflowSteps,
})

/** One that is there, or one that was deleted and can be brought back. */
function findAnyWorkflow(core: Core, workflowId: string, deleted = false): Workflow {
  return deleted ? findDeletedWorkflow(core, workflowId) : findWorkflow(core, workflowId)
}

/** What `create` was asked for. What a template leaves open is as the settings say for new workflows. */
function newWorkflow(core: Core, input: NonNullable<ApiInputs['workflows']['create']>): WorkflowContent {
  if (input.workflow !== undefined) return input.workflow
  if (input.templateId === undefined) {
    return { name: 'Untitled workflow', ...newWorkflowDefaults(core), steps: [] }
  }
  return { ...newWorkflowDefaults(core), ...findTemplate(core, input.templateId).workflow }
}
