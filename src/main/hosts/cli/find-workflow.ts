import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ApiClient, RunSource } from '@shared/contract'
import { BatonError, type Problem } from '@shared/errors'
import { closestName } from '@shared/prompt/closest-name'
import { hasCode } from './describe-error'
import { printableLine } from './printable-text'
import { readWholeFile } from './read-input'
import { UsageError } from './usage-error'

export interface FoundWorkflow {
  source: RunSource
  name: string
  /** What in a file was left out or deserves a look. */
  warnings: Problem[]
}

/** A workflow or template that has a place in Baton. */
export interface StoredWorkflow {
  source: Exclude<RunSource, { kind: 'inline' }>
  name: string
}

/**
 * What a user means by WORKFLOW: an existing file, an id, the name of a stored workflow, of an own template, of a
 * built-in one, tried in this order.
 * @throws UsageError when there is none, or two of the same name; BatonError `INVALID` for a file with problems
 */
export async function findWorkflow(api: ApiClient, wanted: string): Promise<FoundWorkflow> {
  if (isFile(wanted)) return readWorkflowFile(api, wanted)
  return { ...(await findStoredWorkflow(api, wanted)), warnings: [] }
}

/** The same without files. */
export async function findStoredWorkflow(api: ApiClient, wanted: string): Promise<StoredWorkflow> {
  const name = wanted.normalize('NFC').trim()
  return (await findById(api, wanted)) ?? (await findByName(api, name)) ?? (await fail(api, name))
}

async function readWorkflowFile(api: ApiClient, path: string): Promise<FoundWorkflow> {
  const text = await readWholeFile(path)
  const { template, warnings, problems } = await api.templates.preview({ text })
  if (template === null) throw new BatonError('INVALID', `The file "${path}" can't be used.`, { problems })
  const source = { kind: 'inline' as const, workflow: template.workflow, sourcePath: resolve(path) }
  return { source, name: template.name, warnings }
}

function isFile(path: string): boolean {
  // A pipe counts: shells give one for `<(command)`.
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && !found.isDirectory()
}

async function findById(api: ApiClient, id: string): Promise<StoredWorkflow | undefined> {
  if (!/^[^\p{Cc}]{1,100}$/u.test(id)) return undefined
  const found = await orUndefined(api.workflows.get({ workflowId: id }))
  // The id that stands for a workflow yet to be made has no workflow.
  if (found?.workflow) return { source: { kind: 'workflow', workflowId: id }, name: found.workflow.name }
  const template = await orUndefined(api.templates.get({ templateId: id }))
  return template && { source: { kind: 'template', templateId: id }, name: template.name }
}

async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND')) return undefined
    throw error
  }
}

async function findByName(api: ApiClient, name: string): Promise<StoredWorkflow | undefined> {
  const { items } = name.length <= 200 ? await api.workflows.list({ name, limit: 200 }) : { items: [] }
  const workflow = theOnly(items, name, 'workflows')
  if (workflow) return { source: { kind: 'workflow', workflowId: workflow.id }, name }
  const named = (await api.templates.list()).filter((template) => template.name === name)
  const template =
    theOnly(
      named.filter(({ source }) => source === 'own'),
      name,
      'templates of your own',
    ) ?? named.find(({ source }) => source === 'built-in')
  return template && { source: { kind: 'template', templateId: template.id }, name }
}

function theOnly<T extends { id: string }>(found: T[], name: string, what: string): T | undefined {
  if (found.length > 1) {
    throw new UsageError(`${found.length} ${what} are named "${printableLine(name)}".`, {
      remedy: 'Say which one is meant by its id:',
      choices: found.map(({ id }) => id),
    })
  }
  return found[0]
}

async function fail(api: ApiClient, wanted: string): Promise<never> {
  const { items } = await api.workflows.list({ limit: 200 })
  const names = [...items, ...(await api.templates.list())].flatMap(({ id, name }) => [name, id])
  const meant = closestName(wanted, names)
  throw new UsageError(`There is no file, workflow or template "${printableLine(wanted)}".`, {
    remedy: `${meant === undefined ? '' : `Did you mean "${printableLine(meant)}"? `}"baton workflows" and "baton templates" list what there is.`,
  })
}
