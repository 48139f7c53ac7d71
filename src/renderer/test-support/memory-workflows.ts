import { implement } from '@orpc/server'
import { contract, NEW_WORKFLOW_ID, type Estimate, type RunSource, type WorkflowBody } from '@shared/contract'
import type { Problem } from '@shared/errors'
import type { Workflow, WorkflowSettings } from '@shared/model/workflow'
import { freezeRun } from './freeze-run'
import type { MemoryCore } from './memory-core'
import { pageOf } from './page-of'
import { workflowSummary } from './workflow-summary'

const os = implement(contract).workflows

/** The group `workflows`. Single steps are for scripts; the interface has no use for them. */
export function memoryWorkflows(core: MemoryCore) {
  const store = (body: WorkflowBody | WorkflowSettings, id = core.newId()): Workflow => {
    const at = core.now()
    const workflow: Workflow = {
      ...body,
      id,
      steps: body.steps.map((step) => ({ ...step, id: ('id' in step && step.id) || core.newId() })),
      createdAt: at,
      updatedAt: at,
    }
    core.workflows.set(workflow.id, workflow)
    return workflow
  }
  const find = (source: RunSource): WorkflowSettings | undefined => {
    if (source.kind === 'inline') return source.workflow
    if (source.kind === 'workflow') return core.workflows.get(source.workflowId)
    return core.templates.find((template) => template.id === source.templateId)?.workflow
  }

  return os.router({
    list: os.list.handler(({ input }) => {
      const wanted = input.search?.toLowerCase() ?? ''
      const items = [...core.workflows.values()]
        .filter((workflow) => hasLetters(workflow.name, input.letters ?? ''))
        .filter((workflow) =>
          `${workflow.name}\n${workflow.description ?? ''}`.toLowerCase().includes(wanted),
        )
        .sort((one, other) => other.updatedAt - one.updatedAt)
        .map((workflow) => workflowSummary(core, workflow))
      return pageOf(items, input)
    }),
    get: os.get.handler(({ input: { workflowId, deleted }, errors }) => {
      const workflow = (deleted ? core.deletedWorkflows : core.workflows).get(workflowId) ?? null
      if (workflow === null && workflowId !== NEW_WORKFLOW_ID) throw errors.NOT_FOUND(noSuchWorkflow())
      return { workflow, draft: core.drafts.get(workflowId) ?? null }
    }),
    create: os.create.handler(({ input, errors }) => {
      const { workflowId = '' } = input
      const before = core.workflows.get(workflowId) ?? core.deletedWorkflows.get(workflowId)
      if (before !== undefined) {
        const { id: _, createdAt, updatedAt, ...body } = before
        if (createdAt === updatedAt && JSON.stringify(body) === JSON.stringify(input.workflow)) return before
        throw errors.CONFLICT(changedSince())
      }
      if (input.workflow !== undefined) return store(input.workflow, input.workflowId)
      if (input.templateId === undefined) return store({ name: 'Untitled workflow', steps: [] })
      const template = core.templates.find(({ id }) => id === input.templateId)
      if (template === undefined) throw errors.NOT_FOUND({ message: 'There is no such template.', data: {} })
      return store(template.workflow)
    }),
    update: os.update.handler(({ input, errors }) => {
      const before = core.workflows.get(input.workflowId)
      if (before === undefined) throw errors.NOT_FOUND(noSuchWorkflow())
      if (before.updatedAt !== input.updatedAt) throw errors.CONFLICT(changedSince())
      const workflow: Workflow = {
        ...input.workflow,
        id: before.id,
        steps: input.workflow.steps.map((step) => ({ ...step, id: step.id ?? core.newId() })),
        createdAt: before.createdAt,
        updatedAt: Math.max(core.now(), before.updatedAt + 1),
      }
      core.workflows.set(workflow.id, workflow)
      core.drafts.delete(workflow.id)
      return workflow
    }),
    duplicate: os.duplicate.handler(({ input, errors }) => {
      const original = core.workflows.get(input.workflowId)
      if (original === undefined) throw errors.NOT_FOUND(noSuchWorkflow())
      const steps = original.steps.map((step) => ({ ...step, id: core.newId() }))
      return store({ ...original, steps, name: input.name ?? `${original.name} copy` })
    }),
    delete: os.delete.handler(({ input, errors }) => {
      const [from, to] = input.undo
        ? [core.deletedWorkflows, core.workflows]
        : [core.workflows, core.deletedWorkflows]
      const workflow = from.get(input.workflowId)
      if (workflow === undefined) throw errors.NOT_FOUND(noSuchWorkflow())
      if (workflow.updatedAt !== input.updatedAt) throw errors.CONFLICT(changedSince())
      const updatedAt = workflow.updatedAt + 1
      from.delete(workflow.id)
      to.set(workflow.id, { ...workflow, updatedAt })
      const draft = core.drafts.get(workflow.id)
      if (draft?.basedOn === workflow.updatedAt)
        core.drafts.set(workflow.id, { ...draft, basedOn: updatedAt })
      return { updatedAt }
    }),
    validate: os.validate.handler(({ input, errors }) => {
      const workflow = input.source.kind === 'inline' ? input.source.workflow : find(input.source)
      if (workflow === undefined) throw errors.NOT_FOUND(noSuchWorkflow())
      return { problems: problemsOf(workflow as WorkflowSettings) }
    }),
    estimateCost: os.estimateCost.handler(({ input, errors }) => {
      const steps =
        'runId' in input
          ? core.runs.get(input.runId)?.steps.map((step) => step.settings)
          : find(input.source)?.steps
      if (steps === undefined) throw errors.NOT_FOUND(noSuchWorkflow())
      return estimateOf(core, steps)
    }),
    start: os.start.handler(({ input, errors }) => {
      const settings = find(input.source)
      if (settings === undefined) throw errors.NOT_FOUND(noSuchWorkflow())
      const problems = problemsOf(settings)
      if (problems.length > 0) {
        throw errors.INVALID({ message: problems[0]?.message ?? '', data: { problems } })
      }
      const at = core.now()
      const workflow: Workflow = {
        ...settings,
        steps: settings.steps.map((step) => ({ ...step, id: 'id' in step ? String(step.id) : core.newId() })),
        id: input.source.kind === 'workflow' ? input.source.workflowId : '',
        createdAt: at,
        updatedAt: at,
      }
      const run = freezeRun(workflow, core.newId(), at, input.input)
      core.runs.set(run.id, { ...run, workflowId: workflow.id === '' ? null : workflow.id })
      core.onRun(run.id)
      return { runId: run.id }
    }),
    saveDraft: os.saveDraft.handler(({ input, errors }) => {
      const { workflowId: id, deleted } = input
      const isThere = (deleted ? core.deletedWorkflows : core.workflows).has(id)
      if (!isThere && id !== NEW_WORKFLOW_ID) throw errors.NOT_FOUND(noSuchWorkflow())
      const before = core.drafts.get(id)
      if ((before?.updatedAt ?? null) !== input.updatedAt) throw errors.CONFLICT(changedSince())
      if (input.content === null) {
        core.drafts.delete(input.workflowId)
        return { updatedAt: null }
      }
      const updatedAt = Math.max(core.now(), (before?.updatedAt ?? 0) + 1)
      core.drafts.set(input.workflowId, { content: input.content, basedOn: input.basedOn, updatedAt })
      return { updatedAt }
    }),
    steps: {
      add: os.steps.add.handler(({ errors }) => {
        throw errors.INTERNAL(notInMemory())
      }),
      update: os.steps.update.handler(({ errors }) => {
        throw errors.INTERNAL(notInMemory())
      }),
      remove: os.steps.remove.handler(({ errors }) => {
        throw errors.INTERNAL(notInMemory())
      }),
      reorder: os.steps.reorder.handler(({ errors }) => {
        throw errors.INTERNAL(notInMemory())
      }),
      try: os.steps.try.handler(({ errors }) => {
        throw errors.INTERNAL(notInMemory())
      }),
      tryLive: os.steps.tryLive.handler(({ errors }) => {
        throw errors.INTERNAL(notInMemory())
      }),
      stopTrial: os.steps.stopTrial.handler(() => ({ stopped: false })),
      lastTrial: os.steps.lastTrial.handler(({ input: { stepId } }) => ({
        values: core.trialValues.get(stepId) ?? null,
        trial: core.keptTrials.get(stepId) ?? null,
      })),
      saveTrialValues: os.steps.saveTrialValues.handler(({ input: { stepId, values } }) => {
        if (values === null) core.trialValues.delete(stepId)
        else core.trialValues.set(stepId, values)
        return { saved: true as const }
      }),
      dismissTrial: os.steps.dismissTrial.handler(() => ({ done: false })),
    },
  })
}

const noSuchWorkflow = () => ({ message: 'There is no such workflow.', data: {} })
export const notInMemory = () => ({ message: 'The memory core does not do this.', data: {} })
export const changedSince = () => ({
  message: 'It was changed meanwhile.',
  data: { remedy: 'Load it again and repeat your change.' },
})

/** Only what a test needs to see a problem: a workflow without steps, or a step without a prompt. */
function problemsOf(workflow: WorkflowSettings): Problem[] {
  if (workflow.steps.length === 0) {
    return [{ path: ['steps'], message: 'This workflow has no steps. Add one.', severity: 'error' }]
  }
  return workflow.steps.flatMap((step, index) =>
    step.prompt === ''
      ? [
          {
            path: ['steps', index, 'prompt'],
            message: `The prompt of “${step.label}” is empty.`,
            severity: 'error' as const,
          },
        ]
      : [],
  )
}

function estimateOf(core: MemoryCore, steps: { label: string; stepType: string }[]): Estimate {
  const kind = core.stepCost === 0 ? 'demo' : 'openai'
  const cost =
    core.stepCost === null
      ? null
      : { low: core.stepCost / 2, expected: core.stepCost, high: core.stepCost * 8 }
  const modelSteps = steps.filter((step) => step.stepType !== 'review')
  const times = (value: number): number => value * modelSteps.length
  return {
    steps: modelSteps.map((step, index) => ({
      stepId: `step-${index}`,
      label: step.label,
      connection: { name: kind, kind },
      model: `${kind}-model`,
      promptTokens: 400,
      promptResolved: false,
      answerTokens: { low: 200, expected: 600, high: 4096 },
      basis: 'step-type',
      cost,
    })),
    total: cost && { low: times(cost.low), expected: times(cost.expected), high: times(cost.high) },
    basedOnRuns: 0,
  }
}

function hasLetters(name: string, letters: string): boolean {
  return letters.split(/\s+/).every((word) => {
    let from = 0
    return Array.from(word.toLowerCase()).every((letter) => {
      from = name.toLowerCase().indexOf(letter, from) + 1
      return from > 0
    })
  })
}
