import type { StepType } from '../model/step'
import { findReferences, type PromptStep } from './find-references'

/** What dependencies need to know of a step. A `Step` of a workflow and a `FrozenStep` of a run fit. */
export interface DependencyStep extends PromptStep {
  /** Absent: enabled. */
  enabled?: boolean
  /** Absent: a step that calls a model. */
  stepType?: StepType
}

/** For each step's id, the ids of the steps whose content goes into its request, in the workflow's order. */
export type StepDependencies = ReadonlyMap<string, ReadonlySet<string>>

/**
 * The dependencies that the references in prompts and system prompts make. Every step has an entry; all
 * dependencies are earlier steps.
 *
 * A disabled step is no dependency, for its default stands in for it, and has none, for it doesn't run. A review
 * gate's system prompt makes none: a gate calls no model. That a gate waits for every step before it is not said
 * here. `findReferences` gives the references themselves, those to disabled steps included.
 */
export function stepDependencies(steps: readonly DependencyStep[]): StepDependencies {
  const targets = steps.map(() => new Set<number>())
  for (const { position, field, target } of findReferences(steps)) {
    if (target === undefined || steps[target]?.enabled === false) continue
    const step = steps[position]
    if (step?.enabled === false || (step?.stepType === 'review' && field === 'systemPrompt')) continue
    targets[position]?.add(target)
  }
  return new Map(
    steps.map((step, position) => {
      const ordered = [...(targets[position] ?? [])].sort((one, other) => one - other)
      return [step.id, new Set(ordered.map((target) => steps[target]?.id ?? ''))]
    }),
  )
}

/** The ids of all steps that depend on a step, directly or through others, in the workflow's order. */
export function dependentsOf(dependencies: StepDependencies, id: string): Set<string> {
  const reached = new Set([id])
  const dependents = new Set<string>()
  // Dependencies are earlier steps and the map is in the workflow's order, so that one pass sees every way.
  for (const [step, needed] of dependencies) {
    if (![...needed].some((id) => reached.has(id))) continue
    reached.add(step)
    dependents.add(step)
  }
  return dependents
}

/**
 * The ids of the model steps that a gate's prompt refers to, directly or through other gates, in the workflow's
 * order: those that run again when the gate sends back. Empty: that gate can't send back.
 */
export function stepsBehindGate(
  steps: readonly DependencyStep[],
  dependencies: StepDependencies,
  gateId: string,
): string[] {
  const wanted = new Set(dependencies.get(gateId))
  const found: string[] = []
  for (const step of steps.toReversed()) {
    if (!wanted.has(step.id)) continue
    if (step.stepType !== 'review') found.push(step.id)
    else for (const id of dependencies.get(step.id) ?? []) wanted.add(id)
  }
  return found.toReversed()
}
