import type { ApiClient } from '@shared/contract'
import type { Run } from '@shared/model/run'
import { printableLine } from './printable-text'
import { UsageError } from './usage-error'

/** How many of the runs that could be meant are named. */
const MAX_CHOICES = 10

/**
 * What a user means by RUN: an id, the start of one that no other run's id has, or `last` for the newest run.
 * @throws UsageError when there is none, or several
 */
export async function findRun(api: ApiClient, wanted: string): Promise<Run> {
  return api.runs.get({ runId: wanted === 'last' ? await newestRunId(api) : await findRunId(api, wanted) })
}

async function newestRunId(api: ApiClient): Promise<string> {
  const [newest] = (await api.runs.list({ limit: 1 })).items
  if (newest === undefined) {
    throw new UsageError('There is no run yet.', { remedy: 'Start one with "baton run WORKFLOW".' })
  }
  return newest.id
}

async function findRunId(api: ApiClient, wanted: string): Promise<string> {
  const idPrefix = wanted.trim().toLowerCase()
  const isId = /^[^\p{Cc}]{1,100}$/u.test(idPrefix)
  const { items } = isId ? await api.runs.list({ idPrefix, limit: MAX_CHOICES + 1 }) : { items: [] }
  const found = items.find(({ id }) => id === idPrefix) ?? (items.length === 1 ? items[0] : undefined)
  if (found !== undefined) return found.id
  if (items.length === 0) {
    throw new UsageError(`There is no run "${printableLine(wanted)}".`, {
      remedy: '"baton runs" lists the runs.',
    })
  }
  const many = items.length > MAX_CHOICES ? `More than ${MAX_CHOICES}` : items.length
  throw new UsageError(`${many} runs have an id that starts with "${printableLine(wanted)}".`, {
    remedy: 'Give more of the id:',
    choices: items
      .slice(0, MAX_CHOICES)
      .map(({ id, status, workflowName }) => `${id}  ${status}  ${printableLine(workflowName)}`),
  })
}
