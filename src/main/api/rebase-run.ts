import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { RebaseResult, RunState } from '@shared/contract'
import { conflict, invalid } from '@shared/errors'
import type { FrozenStep, Run, StepRun } from '@shared/model/run'
import type { RunSource } from '@main/engine/freeze-run'
import { planRun } from '@main/engine/plan-run'
import type { Core } from './core'
import { findWorkflow, withStepIds } from './find-source'
import { readTemplatePath } from './read-template-path'
import { runState } from './run-state'

interface WantedRebase {
  runId: string
  /** Of the run, as the caller saw it. */
  updatedAt: number
  /** Of the steps, as the caller saw them; undefined: whatever they are. */
  version?: string | undefined
}

/**
 * Applies what a run was made from, as it is now, to the run.
 * @throws BatonError `CONFLICT` if the run or the steps are not any more what the caller saw
 */
export async function rebaseRun(core: Core, wanted: WantedRebase): Promise<RebaseResult> {
  const { runId, updatedAt } = wanted
  const before = core.runs.get(runId)
  const { steps, version } = await currentSteps(core, before, wanted)
  await core.runs.rebase(runId, steps, updatedAt)
  const after = core.runs.get(runId)
  return { ...runState(after), version, ...describeRebase(before, after) }
}

/** What `rebaseRun` would do to a run now. Writes nothing. */
export async function previewRebase(core: Core, wanted: WantedRebase): Promise<RebaseResult> {
  const { runId, updatedAt } = wanted
  const before = core.runs.get(runId)
  const { steps, version } = await currentSteps(core, before, wanted)
  const after = core.runs.previewRebase(runId, steps, updatedAt)
  return { ...runState(before), version, ...describeRebase(before, after) }
}

/** What the run was made from, as it is now, frozen as for a new run: what would stop that would stop this one later. */
async function currentSteps(
  core: Core,
  run: Run,
  wanted: WantedRebase,
): Promise<{ steps: FrozenStep[]; version: string }> {
  const source = await currentSource(core, run)
  const { run: planned } = planRun(source, run.input, { budgetUsd: run.options.budgetUsd }, core.ports)
  const steps = planned.steps.map((step) => step.settings)
  // The steps of a file get their ids as it is read.
  const version = versionOf(run.workflowId === null ? steps.map((step) => ({ ...step, id: '' })) : steps)
  if (wanted.version !== undefined && wanted.version !== version) {
    throw conflict(
      'The workflow was changed after this preview was made.',
      'Look at a new preview, then decide again.',
    )
  }
  return { steps, version }
}

function versionOf(steps: readonly FrozenStep[]): string {
  return createHash('sha256').update(JSON.stringify(steps)).digest('hex')
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
function describeRebase(before: Run, after: Run): Omit<RebaseResult, keyof RunState | 'version'> {
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
