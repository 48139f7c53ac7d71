import { isDeepStrictEqual } from 'node:util'
import type { RebaseResult, RunState } from '@shared/contract'
import { invalid } from '@shared/errors'
import type { FrozenStep, Run, StepRun } from '@shared/model/run'
import type { RunSource } from '@main/engine/freeze-run'
import { planRun } from '@main/engine/plan-run'
import type { Core } from './core'
import { findWorkflow, withStepIds } from './find-source'
import { readTemplatePath } from './read-template-path'
import { runState } from './run-state'

/** Applies what a run was made from, as it is now, to the run. */
export async function rebaseRun(core: Core, runId: string, updatedAt: number): Promise<RebaseResult> {
  const before = core.runs.get(runId)
  await core.runs.rebase(runId, await currentSteps(core, before), updatedAt)
  const after = core.runs.get(runId)
  return { ...runState(after), ...describeRebase(before, after) }
}

/** What `rebaseRun` would do to a run now. Writes nothing. */
export async function previewRebase(core: Core, runId: string, updatedAt: number): Promise<RebaseResult> {
  const before = core.runs.get(runId)
  const after = core.runs.previewRebase(runId, await currentSteps(core, before), updatedAt)
  return { ...runState(before), ...describeRebase(before, after) }
}

/** What the run was made from, as it is now, frozen as for a new run: what would stop that would stop this one later. */
async function currentSteps(core: Core, run: Run): Promise<FrozenStep[]> {
  const source = await currentSource(core, run)
  const { run: planned } = planRun(source, run.input, { budgetUsd: run.options.budgetUsd }, core.ports)
  return planned.steps.map((step) => step.settings)
}

async function currentSource(core: Core, run: Run): Promise<RunSource> {
  const { workflowId, sourcePath } = run
  if (workflowId !== null) return { workflow: findWorkflow(core, workflowId), workflowId, sourcePath }
  if (sourcePath !== null) {
    const workflow = withStepIds(await readTemplatePath(sourcePath), core.ports.newId)
    return { workflow, workflowId, sourcePath }
  }
  const message = 'This run was made from a template, which has no later version to rebase it on.'
  throw invalid([{ path: ['runId'], message, severity: 'error' }])
}

/** What a rebase has changed. */
function describeRebase(before: Run, after: Run): Omit<RebaseResult, keyof RunState> {
  const former = new Map(before.steps.map((step) => [step.id, step]))
  const present = new Set(after.steps.map(({ id }) => id))
  const stayed = after.steps.filter(({ id }) => former.has(id))
  const enabled = after.steps.filter(({ settings }) => settings.enabled)
  const labels = (steps: readonly StepRun[]) => steps.map(({ label }) => label)
  return {
    added: labels(after.steps.filter(({ id }) => !former.has(id))),
    removed: labels(before.steps.filter(({ id }) => !present.has(id))),
    changed: labels(
      stayed.filter(({ id, settings }) => {
        const earlier = former.get(id)
        return earlier !== undefined && !sameSettings(earlier.settings, settings)
      }),
    ),
    reordered: before.steps
      .filter(({ id }) => present.has(id))
      .some(({ id }, position) => id !== stayed[position]?.id),
    valid: labels(enabled.filter((step) => isDone(step) && !step.stale)),
    stale: labels(enabled.filter((step) => isDone(step) && step.stale)),
    pending: labels(enabled.filter((step) => !isDone(step))),
  }
}

function isDone({ status }: StepRun): boolean {
  return status === 'completed' || status === 'skipped'
}

/** A field that is undefined counts as absent. */
function sameSettings(a: FrozenStep, b: FrozenStep): boolean {
  const defined = (step: FrozenStep) =>
    Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined))
  return isDeepStrictEqual(defined(a), defined(b))
}
