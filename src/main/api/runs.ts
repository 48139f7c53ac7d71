import { cloneRun } from '@main/engine/clone-run'
import { exportRun } from './export-run'
import { implementation } from './implement-contract'
import { leavableStream } from './leavable-stream'
import { previewRebase, rebaseRun } from './rebase-run'
import { runState } from './run-state'
import { runSteps } from './run-steps'
import { runningNow } from './running-now'
import { updateRun } from './update-run'

const { runs: procedures } = implementation

/** Executions. */
export const runs = procedures.router({
  list: procedures.list.handler(({ input, context }) => context.core.store.runs.list(input)),

  workflows: procedures.workflows.handler(({ input, context }) => ({
    workflows: context.core.store.runs.workflows(input),
  })),

  get: procedures.get.handler(({ input, context }) => context.core.runs.get(input.runId)),

  events: procedures.events.handler(({ input, context, signal }) =>
    leavableStream((left) => context.core.runs.events(input.runId, left), signal),
  ),

  now: procedures.now.handler(({ context: { core }, signal }) =>
    leavableStream((left) => runningNow(core, left), signal),
  ),

  resume: procedures.resume.handler(async ({ input: { runId, decision }, context: { core, startLimit } }) => {
    await startLimit.count(() => core.runs.resume(runId, decision === undefined ? {} : { decision }))
    return runState(core.runs.get(runId))
  }),

  pause: procedures.pause.handler(async ({ input, context: { core } }) => {
    await core.runs.pause(input.runId)
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
    const clone = cloneRun(core.runs.get(runId), input, overrides, core.ports)
    core.runs.add(clone)
    return { runId: clone.id }
  }),

  delete: procedures.delete.handler(({ input: { runId, updatedAt, undo }, context: { core } }) => {
    const { runs } = core.store
    const written = undo === true ? runs.undelete(runId, updatedAt) : runs.delete(runId, updatedAt)
    core.runs.noteChange()
    return { updatedAt: written }
  }),

  search: procedures.search.handler(({ input, context }) => context.core.store.runs.search(input)),

  rebase: procedures.rebase.handler(({ input: { preview, ...wanted }, context: { core } }) =>
    preview === true ? previewRebase(core, wanted) : rebaseRun(core, wanted),
  ),

  export: procedures.export.handler(({ input, context }) =>
    exportRun(context.core.runs.get(input.runId), input.format),
  ),

  steps: runSteps,
})
