import type { ApiInputs } from '@shared/contract'
import { notFound } from '@shared/errors'
import type { StepUpdate } from '@main/engine/update-run'
import type { Core } from './core'
import { findConnection } from './find-connection'

type RunUpdate = ApiInputs['runs']['update']

/**
 * Changes options of a run and settings of its steps, all of it or nothing, if they still are what the caller saw.
 * @throws BatonError `NOT_FOUND`, `CONFLICT`, `INVALID`
 */
export async function updateRun(core: Core, { runId, options, steps = [] }: RunUpdate): Promise<void> {
  const known = new Set(core.runs.get(runId).steps.map(({ id }) => id))
  const unknown = steps.find(({ stepId }) => !known.has(stepId))
  if (unknown !== undefined) throw notFound('step', unknown.stepId)
  await core.runs.update(runId, {
    options,
    steps: steps.map((update, index) => withConnection(core, update, index)),
  })
}

/** The engine's form of an update, with the connection that the name stands for. */
function withConnection(
  core: Core,
  { stepId, set, was }: NonNullable<RunUpdate['steps']>[number],
  index: number,
): StepUpdate {
  const { connection: name, temperature, ...rest } = set
  const changes = {
    ...rest,
    ...(name !== undefined && {
      connection: findConnection(core, name, ['steps', index, 'set', 'connection']),
    }),
    ...(temperature !== undefined && { temperature: temperature ?? undefined }),
  }
  return { stepId, set: changes, was }
}
