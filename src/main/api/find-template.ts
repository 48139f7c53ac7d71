import type { Template } from '@shared/contract'
import { notFound } from '@shared/errors'
import { builtInTemplates } from '@shared/model/built-in-templates'
import type { WorkflowSettings } from '@shared/model/workflow'
import type { Core } from './core'

/** @throws BatonError `NOT_FOUND` */
export function findTemplate(core: Core, templateId: string): Template {
  const builtIn = builtInTemplates().find(({ slug }) => slug === templateId)
  if (builtIn !== undefined) return templateView(templateId, 'built-in', builtIn.template, 0)
  const own = core.store.templates.get(templateId)
  if (own === undefined) throw notFound('template', templateId)
  return templateView(own.id, 'own', own.workflow, own.updatedAt)
}

export function isBuiltIn(templateId: string): boolean {
  return builtInTemplates().some(({ slug }) => slug === templateId)
}

export function templateView(
  id: string,
  source: Template['source'],
  workflow: WorkflowSettings,
  updatedAt: number,
): Template {
  return { id, source, ...describeTemplate(workflow), updatedAt }
}

/** What a template says of itself, and its content. */
export function describeTemplate(workflow: WorkflowSettings): Omit<Template, 'id' | 'source' | 'updatedAt'> {
  return {
    name: workflow.name,
    description: workflow.description ?? '',
    steps: workflow.steps.map(({ label, stepType }) => ({ label, stepType })),
    gateCount: workflow.steps.filter(({ stepType }) => stepType === 'review').length,
    workflow,
  }
}
