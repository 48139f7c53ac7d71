import { isDeepStrictEqual } from 'node:util'
import type { RebaseResult } from '@shared/contract'
import { invalid } from '@shared/errors'
import type { FrozenStep, Run } from '@shared/model/run'
import type { RunSource } from '@main/engine/freeze-run'
import { planRun } from '@main/engine/plan-run'
import type { Core } from './core'
import { findWorkflow, withStepIds } from './find-source'
import { readTemplatePath } from './read-template-path'
import { runState } from './run-state'

/** Applies what a run was made from, as it is now, to the run. */
export async function rebaseRun(core: Core, runId: string, updatedAt: number): Promise<RebaseResult> {
  const before = core.runs.get(runId)
  const source = await currentSource(core, before)
  // Everything that would stop a new run would stop this one later.
  const { run: planned } = planRun(source, before.input, { budgetUsd: before.options.budgetUsd }, core.ports)
  await core.runs.rebase(
    runId,
    planned.steps.map((step) => step.settings),
    updatedAt,
  )
  return describeRebase(before, core.runs.get(runId))
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
function describeRebase(before: Run, after: Run): RebaseResult {
  const former = new Map(before.steps.map((step) => [step.id, step]))
  const kept = new Set(after.steps.map(({ id }) => id))
  const labels = (steps: Run['steps']) => steps.map(({ label }) => label)
  return {
    ...runState(after),
    added: labels(after.steps.filter(({ id }) => !former.has(id))),
    removed: labels(before.steps.filter(({ id }) => !kept.has(id))),
    changed: labels(
      after.steps.filter(({ id, settings }) => {
        const earlier = former.get(id)
        return earlier !== undefined && !sameSettings(earlier.settings, settings)
      }),
    ),
    stale: labels(after.steps.filter(({ stale }) => stale)),
  }
}

/** A field that is undefined counts as absent. */
function sameSettings(a: FrozenStep, b: FrozenStep): boolean {
  const defined = (step: FrozenStep) =>
    Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined))
  return isDeepStrictEqual(defined(a), defined(b))
}
