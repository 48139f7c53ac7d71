import type { Run, StepRun } from '@shared/model/run'
import { stepPosition } from '@shared/model/step-position'
import { fingerprint, sameFingerprint } from './fingerprint'
import { resolveStep } from './resolve-step'
import { type Dependencies, runDefinition } from './run-definition'
import type { Turn } from './turn'

/**
 * Which outputs no longer follow from their inputs: for each stale step, the label of the step whose change made it
 * so (its own, when its own settings changed). A step is stale when it has an output and its fingerprint has moved,
 * or a step it depends on is stale.
 */
function staleSteps(
  run: Run,
  dependencies: Dependencies,
  madeAt: ReadonlyMap<string, number>,
): Map<string, string> {
  const stale = new Map<string, string>()
  const byId = new Map(run.steps.map((step) => [step.id, step]))
  for (const step of run.steps) {
    if (step.output === null || !step.settings.enabled) continue
    const sources = [...(dependencies.get(step.id) ?? [])].flatMap((id) => byId.get(id) ?? [])
    const staleSource = sources.find((source) => stale.has(source.id))
    if (staleSource !== undefined) {
      stale.set(step.id, stale.get(staleSource.id) ?? staleSource.label)
    } else if (hasMoved(run, step)) {
      const newest = sources.toSorted((a, b) => b.seq - a.seq)[0]
      const changed = newest !== undefined && newest.seq > (madeAt.get(step.id) ?? step.seq)
      stale.set(step.id, changed ? newest.label : (step.staleBecause ?? step.label))
    }
  }
  return stale
}

function hasMoved(run: Run, step: StepRun): boolean {
  const resolved = resolveStep(run, step)
  if (!resolved.ok) return true
  const now = fingerprint(step.settings, resolved.prompt, resolved.systemPrompt, step.feedback)
  return !sameFingerprint(step, now)
}

/**
 * Sets the stale flags right after a change. With `stepId`, the step that changed: nothing is computed while no
 * later step has an output and nothing that it reads is stale, so that a run going forward pays nothing for it. True if
 * a flag changed.
 * @param madeAt the sequence number at which that step's text was asked for; it may be stale itself since then
 */
export function refreshStale(turn: Turn, stepId?: string, madeAt?: number): boolean {
  const { run } = turn
  if (stepId !== undefined) {
    const position = stepPosition(run, stepId)
    const overtaken = isOvertaken(run, position, madeAt ?? Infinity)
    if (!overtaken && !hasOutputAfter(run, position)) return false
  }
  const made = new Map(stepId === undefined || madeAt === undefined ? [] : [[stepId, madeAt]])
  const stale = staleSteps(run, runDefinition(run).dependencies, made)
  if (run.steps.every((step) => step.staleBecause === (stale.get(step.id) ?? null))) return false
  turn.replace({
    ...run,
    steps: run.steps.map((step) => {
      const because = stale.get(step.id) ?? null
      if (step.staleBecause === because) return step
      return { ...step, stale: because !== null, staleBecause: because }
    }),
  })
  return true
}

/** Whether what the step reads was changed, or is stale, since its text was asked for. */
function isOvertaken(run: Run, position: number, madeAt: number): boolean {
  for (const source of runDefinition(run).sources[position] ?? []) {
    const step = run.steps[source]
    if (step !== undefined && (step.seq > madeAt || step.stale)) return true
  }
  return false
}

function hasOutputAfter({ steps }: Run, position: number): boolean {
  for (let later = position + 1; later < steps.length; later += 1) {
    if (steps[later]?.output !== null) return true
  }
  return false
}
