import type { ApiInputs, StepTrial } from '@shared/contract'
import { BatonError, conflict, invalid, notFound } from '@shared/errors'
import type { FrozenStep, Run } from '@shared/model/run'
import type { Step } from '@shared/model/step'
import type { Workflow } from '@shared/model/workflow'
import { freezeRun, freezeSteps } from '@main/engine/freeze-run'
import { tryStep as sendOnce } from '@main/engine/try-step'
import { applyStepChanges } from './apply-step-changes'
import type { Core } from './core'
import { findWorkflow, withStepIds } from './find-source'

type TryStep = ApiInputs['workflows']['steps']['try']

/** Sends one step of a workflow once, as it is stored or as it is edited. Nothing but the spend is kept. */
export async function tryStep(core: Core, request: TryStep, signal?: AbortSignal): Promise<StepTrial> {
  const { workflowId, stepId, input, outputs = {} } = request
  const { ports } = core
  const workflow =
    'workflow' in request ? withStepIds(request.workflow, ports.newId) : findStored(core, request)
  const steps = workflow.steps.map((step) => (step.id === stepId ? { ...step, enabled: true } : step))
  const frozen = freezeFor(core, steps, stepId)
  const source = { workflow: { ...workflow, steps }, workflowId: null, sourcePath: null }
  const empty = freezeRun(
    source,
    frozen,
    input,
    { budgetUsd: null, reuse: false },
    {
      newId: ports.newId,
      now: ports.clock.now,
    },
  )
  const run = withOutputs(empty, { ...newestOutputs(core, workflowId), ...outputs })
  const step = run.steps.find(({ id }) => id === stepId)
  if (step === undefined) throw notFound('step', stepId)

  const startedAt = ports.clock.now()
  const { sentTo, ...tried } = await sendOnce(
    run,
    { ...step, output: null },
    ports,
    signal ?? new AbortController().signal,
  )
  const { tokenUsage, costEstimate } = tried
  if (sentTo !== null) {
    core.store.usage.recordTrial({
      workflowName: workflow.name,
      ...sentTo,
      tokenUsage,
      costEstimate,
      startedAt,
    })
  }
  signal?.throwIfAborted()
  return { ...tried, connection: sentTo?.connection.name ?? '', model: sentTo?.model ?? '' }
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

/** Faults of other steps don't matter. @throws BatonError `KEY_MISSING`, `INVALID` */
function freezeFor(core: Core, steps: Step[], stepId: string): FrozenStep[] {
  const { steps: frozen, problems } = freezeSteps(steps, {}, core.connections)
  const problem = problems.find(({ path }) => typeof path[1] === 'number' && steps[path[1]]?.id === stepId)
  if (problem === undefined) return frozen
  const { missingKey } = freezeSteps(
    steps.filter(({ id }) => id === stepId),
    {},
    core.connections,
  )
  throw missingKey ? new BatonError('KEY_MISSING', problem.message) : invalid([problem])
}

/** By step, from the workflow's newest run. */
function newestOutputs(core: Core, workflowId: string): Record<string, string> {
  const newest = core.store.runs.list({ workflowId, limit: 1 }).items[0]
  if (newest === undefined) return {}
  return Object.fromEntries(
    core.runs.get(newest.id).steps.flatMap(({ id, output }) => (output === null ? [] : [[id, output]])),
  )
}

function withOutputs(run: Run, outputs: Record<string, string>): Run {
  const texts = new Map(Object.entries(outputs))
  return { ...run, steps: run.steps.map((step) => ({ ...step, output: texts.get(step.id) ?? null })) }
}
