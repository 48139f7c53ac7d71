import type { RevisionView } from '@shared/contract'
import { notFound } from '@shared/errors'
import type { Revision, Run, StepRun } from '@shared/model/run'
import type { Core } from './core'
import { implementation } from './implement-contract'
import { runState } from './run-state'

const { steps } = implementation.runs

/** Single steps of a run. */
export const runSteps = steps.router({
  retry: steps.retry.handler(
    async ({ input: { runId, stepId, revision }, context: { core, startLimit } }) => {
      await startLimit.count(() => core.runs.retry(runId, stepId, revision))
      return runState(core.runs.get(runId))
    },
  ),

  continue: steps.continue.handler(async ({ input: { runId, stepId, revision }, context: { core } }) => {
    await core.runs.continueStep(runId, stepId, revision)
    return runState(core.runs.get(runId))
  }),

  skipWait: steps.skipWait.handler(({ input: { runId, stepId, attempts }, context: { core } }) => {
    const step = findStep(core.runs.get(runId), stepId)
    if (step.attempts === attempts || !core.runs.isLive(runId)) core.runs.skipWait(runId, stepId)
    return runState(core.runs.get(runId))
  }),

  overrideOutput: steps.overrideOutput.handler(
    async ({ input: { runId, stepId, revision, text }, context: { core } }) => {
      await core.runs.overrideOutput(runId, stepId, text, revision)
      const run = core.runs.get(runId)
      return {
        ...runState(run),
        revision: findStep(run, stepId).revision ?? revision,
        stale: run.steps.filter(({ stale }) => stale).map(({ id }) => id),
      }
    },
  ),

  revisions: steps.revisions.handler(({ input, context: { core } }) => {
    const { runId, stepId, texts = [], attempts } = input
    const run = core.runs.get(runId)
    findStep({ steps: [...run.steps, ...run.removedSteps] }, stepId)
    const { store } = core.ports
    return {
      revisions: store.revisions(runId, stepId).map((revision) => view(revision, texts)),
      attempts: attempts === true ? store.attempts(runId, stepId) : [],
    }
  }),

  drafts: steps.drafts.handler(({ input: { runId }, context: { core } }) => {
    checkRun(core, runId)
    return { drafts: core.store.stepDrafts.list(runId) }
  }),

  saveDraft: steps.saveDraft.handler(({ input: { runId, stepId, draft }, context: { core } }) => {
    checkRun(core, runId)
    core.store.stepDrafts.save(runId, stepId, draft)
    return { saved: true as const }
  }),

  rerunStale: steps.rerunStale.handler(async ({ input: { runId, stepIds }, context: { core } }) => {
    await core.runs.rerunStale(runId, stepIds)
    return runState(core.runs.get(runId))
  }),
})

/** Without loading it: this is asked while somebody types. */
function checkRun(core: Core, runId: string): void {
  if (core.ports.store.runVersion(runId) === undefined) throw notFound('run', runId)
}

function findStep(run: Pick<Run, 'steps'>, stepId: string): StepRun {
  const step = run.steps.find(({ id }) => id === stepId)
  if (step === undefined) throw notFound('step', stepId)
  return step
}

function view({ text, ...revision }: Revision, wanted: number[]): RevisionView {
  return { ...revision, length: text.length, ...(wanted.includes(revision.number) && { text }) }
}
