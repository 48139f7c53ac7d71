import { cloneRun } from '@main/engine/clone-run'
import { plannedSteps } from '@main/engine/planned-steps'
import { requireKeys } from '@main/engine/require-keys'
import { exportRun } from './export-run'
import { followRun } from './follow-run'
import { implementation } from './implement-contract'
import { rebaseRun } from './rebase-run'
import { runState } from './run-state'
import { runSteps } from './run-steps'
import { updateRun } from './update-run'

const { runs: procedures } = implementation

/** Executions. */
export const runs = procedures.router({
  list: procedures.list.handler(({ input, context }) => context.core.store.runs.list(input)),

  get: procedures.get.handler(({ input, context }) => context.core.runs.get(input.runId)),

  events: procedures.events.handler(({ input, context, signal }) =>
    followRun(context.core.runs, input.runId, signal),
  ),

  resume: procedures.resume.handler(({ input: { runId, decision }, context: { core, startLimit } }) => {
    const run = core.runs.get(runId)
    const sentBack = decision?.kind === 'sendBack' ? plannedSteps(run, 'sendBack') : new Set<string>()
    requireKeys(run, sentBack.union(plannedSteps(run, 'remaining')), core.connections)
    startLimit.take()
    core.runs.resume(runId, decision === undefined ? {} : { decision })
    return runState(core.runs.get(runId))
  }),

  pause: procedures.pause.handler(({ input, context: { core } }) => {
    core.runs.pause(input.runId)
    return runState(core.runs.get(input.runId))
  }),

  stop: procedures.stop.handler(async ({ input, context: { core } }) => {
    await core.runs.stop(input.runId)
    return runState(core.runs.get(input.runId))
  }),

  update: procedures.update.handler(async ({ input, context: { core } }) => {
    await updateRun(core, input)
    return runState(core.runs.get(input.runId))
  }),

  clone: procedures.clone.handler(({ input: { runId, input, overrides = {} }, context: { core } }) => {
    const { store } = core.ports
    const clone = cloneRun(core.runs.get(runId), input, overrides, core.ports)
    store.releaseLease(store.createRun(clone))
    return { runId: clone.id }
  }),

  delete: procedures.delete.handler(({ input: { runId, updatedAt, undo }, context: { core } }) => {
    const { runs } = core.store
    return { updatedAt: undo === true ? runs.undelete(runId, updatedAt) : runs.delete(runId, updatedAt) }
  }),

  search: procedures.search.handler(({ input, context }) => context.core.store.runs.search(input)),

  rebase: procedures.rebase.handler(({ input, context }) =>
    rebaseRun(context.core, input.runId, input.updatedAt),
  ),

  export: procedures.export.handler(({ input, context }) =>
    exportRun(context.core.runs.get(input.runId), input.format),
  ),

  steps: runSteps,
})
