import type { ApiInputs } from '@shared/contract'
import { conflict, invalid, notFound } from '@shared/errors'
import type { Run, StepRun } from '@shared/model/run'
import type { StepChanges } from '@main/engine/edit-run'
import type { Core } from './core'

type RunUpdate = ApiInputs['runs']['update']
type StepUpdate = NonNullable<RunUpdate['steps']>[number]

/**
 * Changes options of a run and settings of its steps, if they still are what the caller saw. Everything is compared
 * before anything is changed.
 * @throws BatonError `NOT_FOUND`, `CONFLICT`, `INVALID`
 */
export async function updateRun(core: Core, { runId, options, steps = [] }: RunUpdate): Promise<void> {
  const run = core.runs.get(runId)
  if (options !== undefined) requireSame(run.options, options.was, 'The run')
  const changes = steps.map((update, index) => ({
    stepId: update.stepId,
    changes: stepChanges(core, run, update, index),
  }))
  if (options !== undefined) await core.runs.update(runId, options.set)
  for (const { stepId, changes: change } of changes) await core.runs.updateStep(runId, stepId, change)
}

/** The engine's form of an update, once it is known to be based on what is there. */
function stepChanges(core: Core, run: Run, { stepId, set, was }: StepUpdate, index: number): StepChanges {
  const step = run.steps.find(({ id }) => id === stepId)
  if (step === undefined) throw notFound('step', stepId)
  requireSame(shownSettings(step), was, `"${step.label}"`)
  if (step.status === 'running' || step.status === 'waiting') {
    throw conflict(`"${step.label}" is running.`, 'Wait for it to end, or stop the run first.')
  }
  const { connection: name, temperature, ...rest } = set
  return {
    ...rest,
    ...(name !== undefined && { connection: findConnection(core, name, index) }),
    ...(temperature !== undefined && { temperature: temperature ?? undefined }),
  }
}

function shownSettings({ settings }: StepRun) {
  const { connection, model, temperature = null, maxTokens, maxRetries } = settings
  return { connection: connection?.name, model, temperature, maxTokens, maxRetries }
}

function findConnection(core: Core, name: string, index: number) {
  const found = core.connections.find(name)
  if (found !== undefined) return { name: found.name, kind: found.kind }
  const message = `There is no connection "${name}".`
  throw invalid([{ path: ['steps', index, 'set', 'connection'], message, severity: 'error' }])
}

function requireSame(now: object, was: object, what: string): void {
  const current = new Map<string, unknown>(Object.entries(now))
  const moved = Object.entries(was).find(
    ([field, value]) => value !== undefined && current.get(field) !== value,
  )
  if (moved === undefined) return
  throw conflict(`${what} has another value of "${moved[0]}" by now.`, 'Look at it again, then change it.')
}
