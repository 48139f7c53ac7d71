import type { RunSource } from '@shared/contract'
import { invalid, notFound } from '@shared/errors'
import type { StepSettings } from '@shared/model/step'
import type { Workflow } from '@shared/model/workflow'
import type { RunSource as EngineSource } from '@main/engine/freeze-run'
import type { ApiContext } from './api-context'
import type { Core } from './core'
import { findTemplate } from './find-template'

/**
 * The workflow that a source names, as the engine wants it. Steps that have no id get one.
 * @throws BatonError `NOT_FOUND`; `INVALID` for a path that did not come from this process
 */
export function findSource(source: RunSource, { core, origin }: ApiContext): EngineSource {
  switch (source.kind) {
    case 'workflow':
      return {
        workflow: findWorkflow(core, source.workflowId),
        workflowId: source.workflowId,
        sourcePath: null,
      }
    case 'template': {
      const { workflow } = findTemplate(core, source.templateId)
      return { workflow: withStepIds(workflow, core.ports.newId), workflowId: null, sourcePath: null }
    }
    case 'inline': {
      if (source.sourcePath !== undefined && origin === 'remote') {
        const message = 'Only the command line can name the file of a workflow.'
        throw invalid([{ path: ['source', 'sourcePath'], message, severity: 'error' }])
      }
      const workflow = withStepIds(source.workflow, core.ports.newId)
      return { workflow, workflowId: null, sourcePath: source.sourcePath ?? null }
    }
  }
}

/** @throws BatonError `NOT_FOUND` */
export function findWorkflow(core: Core, workflowId: string): Workflow {
  const workflow = core.store.workflows.get(workflowId)
  if (workflow === undefined) throw notFound('workflow', workflowId)
  return workflow
}

/** One that can still be brought back. @throws BatonError `NOT_FOUND` */
export function findDeletedWorkflow(core: Core, workflowId: string): Workflow {
  const workflow = core.store.workflows.getDeleted(workflowId)
  if (workflow === undefined) throw notFound('deleted workflow', workflowId)
  return workflow
}

export function withStepIds<W extends { steps: (StepSettings & { id?: string | undefined })[] }>(
  workflow: W,
  newId: () => string,
): Omit<W, 'steps'> & { steps: (StepSettings & { id: string })[] } {
  return { ...workflow, steps: workflow.steps.map((step) => ({ ...step, id: step.id ?? newId() })) }
}
