import type { FrozenStep, Run } from './run'

const positions = new WeakMap<FrozenStep, Map<string, number>>()

/**
 * The position of a step in a run, from 0; -1 for none. Takes the same time in a run of a thousand steps as in one
 * of ten, as long as their order stays: an event concerns one step, and must not cost a look at all of them.
 */
export function stepPosition(run: Pick<Run, 'steps'>, stepId: string): number {
  const first = run.steps[0]
  if (first === undefined) return -1
  const known = positions.get(first.settings)?.get(stepId)
  if (known !== undefined && run.steps[known]?.id === stepId) return known
  const found = new Map(run.steps.map((step, position) => [step.id, position]))
  positions.set(first.settings, found)
  return found.get(stepId) ?? -1
}
