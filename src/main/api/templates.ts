import type { Template, TemplatePreview, TemplateSummary, WorkflowBody } from '@shared/contract'
import { BatonError, invalid } from '@shared/errors'
import { builtInTemplates } from '@shared/model/built-in-templates'
import { parseTemplateFile } from '@shared/model/template-file'
import type { WorkflowSettings } from '@shared/model/workflow'
import { connectionNeeds } from '@main/engine/connection-needs'
import { findFaults } from '@main/engine/find-faults'
import { replaceProviders } from '@main/engine/replace-providers'
import type { StoredTemplate } from '@main/store/template-repository'
import { describeTemplate, findTemplate, isBuiltIn, templateView } from './find-template'
import { exportTemplate } from './export-template'
import { findWorkflow } from './find-source'
import { implementation } from './implement-contract'

const { templates: procedures } = implementation

/** Whole workflows as files, built in or the user's own. */
export const templates = procedures.router({
  list: procedures.list.handler(({ input: { deleted }, context: { core } }) => {
    const own = core.store.templates.list({ deleted }).map(ownTemplate)
    const builtIn = deleted === true ? [] : builtInTemplates()
    return [...builtIn.map(({ slug, template }) => templateView(slug, 'built-in', template, 0)), ...own].map(
      summary,
    )
  }),

  get: procedures.get.handler(({ input, context }) => {
    const template = findTemplate(context.core, input.templateId)
    return { ...template, faults: findFaults(template.workflow) }
  }),

  create: procedures.create.handler(({ input, context: { core } }) => {
    if ('workflow' in input) return ownTemplate(core.store.templates.create(withoutIds(input.workflow)))
    const {
      id: _,
      createdAt: _createdAt,
      updatedAt: _updatedAt,
      ...workflow
    } = findWorkflow(core, input.workflowId)
    const { description, ...rest } = { ...workflow, ...given(input) }
    const described = description === undefined || description === '' ? rest : { ...rest, description }
    return ownTemplate(core.store.templates.create(withoutIds(described)))
  }),

  update: procedures.update.handler(({ input: { templateId, updatedAt, workflow }, context: { core } }) => {
    refuseBuiltIn(templateId)
    return ownTemplate(core.store.templates.update(templateId, withoutIds(workflow), updatedAt))
  }),

  delete: procedures.delete.handler(({ input: { templateId, updatedAt, undo }, context: { core } }) => {
    refuseBuiltIn(templateId)
    const { templates: own } = core.store
    return {
      updatedAt: undo === true ? own.undelete(templateId, updatedAt) : own.delete(templateId, updatedAt),
    }
  }),

  preview: procedures.preview.handler(({ input, context: { core } }): TemplatePreview => {
    try {
      const { template, warnings } = parseTemplateFile(input.text)
      const needs = connectionNeeds(template.steps, core.connections)
      const faults = findFaults(template)
      return { template: describeTemplate(template), warnings, needs, faults, problems: [] }
    } catch (error) {
      if (!(error instanceof BatonError) || error.code !== 'INVALID') throw error
      return { template: null, warnings: [], faults: [], problems: error.problems }
    }
  }),

  import: procedures.import.handler(({ input: { text, name, replace = [] }, context: { core } }) => {
    const { template, warnings } = parseTemplateFile(text)
    const stored = core.store.templates.create({
      ...template,
      name: name ?? template.name,
      steps: replaceProviders(template.steps, replace),
    })
    return { template: ownTemplate(stored), warnings }
  }),

  export: procedures.export.handler(({ input, context: { core } }) =>
    exportTemplate(
      core,
      'templateId' in input
        ? findTemplate(core, input.templateId).workflow
        : findWorkflow(core, input.workflowId),
    ),
  ),
})

function summary(template: Template): TemplateSummary {
  const { workflow: _, ...rest } = template
  return rest
}

function ownTemplate({ id, workflow, updatedAt }: StoredTemplate): Template {
  return templateView(id, 'own', workflow, updatedAt)
}

/** What a caller says instead of the workflow. An empty description is none. */
function given({ name, description }: { name?: string | undefined; description?: string | undefined }) {
  return { ...(name !== undefined && { name }), ...(description !== undefined && { description }) }
}

function withoutIds(workflow: WorkflowBody): WorkflowSettings {
  return {
    ...workflow,
    steps: workflow.steps.map((step) => {
      const { id: _, ...settings } = step
      return settings
    }),
  }
}

function refuseBuiltIn(templateId: string): void {
  if (!isBuiltIn(templateId)) return
  const message = 'A built-in template stays as it is. Make a workflow or a template of your own from it.'
  throw invalid([{ path: ['templateId'], message, severity: 'error' }])
}
