import type { FrozenStep } from '@shared/model/run'
import { dependentsOf, type StepDependencies } from '@shared/prompt/step-dependencies'

/** A `FrozenStep` of a run fits, and so does a step that only has an id. */
type LaneStep = Pick<FrozenStep, 'id' | 'stepType'>

export interface Layout {
  /** For each step, which lane of the line it stands on: 0 is the line itself. */
  lanes: number[]
  /** Which steps the line joins, by position. */
  edges: { from: number; to: number }[]
}

/** Steps beyond this many side by side share the last lane. */
const MOST_LANES = 4

/**
 * Where steps stand on the line. Neighbours that don't wait for each other stand side by side; a gate stands alone,
 * for everything before it comes first and everything after it waits.
 */
export function layOutLanes(
  steps: readonly LaneStep[],
  dependencies: StepDependencies,
  concurrency: number,
): Layout {
  const groups = groupSteps(steps, dependencies, concurrency)
  const lanes = groups.flatMap((group) => group.map((_, index) => Math.min(index, MOST_LANES - 1)))
  const edges = groups.flatMap((group, index) => {
    const before = groups[index - 1]
    if (before === undefined) return []
    const [first = 0, ...others] = group
    const [line = 0] = before
    // Forks leave the line, and everything comes back to it.
    return [...before.map((from) => ({ from, to: first })), ...others.map((to) => ({ from: line, to }))]
  })
  return { lanes, edges }
}

/** Positions of steps that can be at work at the same time, in order. */
function groupSteps(
  steps: readonly LaneStep[],
  dependencies: StepDependencies,
  concurrency: number,
): number[][] {
  const groups: number[][] = []
  let waiting = new Set<string>()
  let closed = true
  for (const [position, step] of steps.entries()) {
    const gate = step.stepType === 'review'
    const group = groups.at(-1)
    if (group === undefined || closed || gate || concurrency === 1 || waiting.has(step.id)) {
      groups.push([position])
      waiting = dependentsOf(dependencies, step.id)
    } else {
      group.push(position)
      waiting = waiting.union(dependentsOf(dependencies, step.id))
    }
    closed = gate
  }
  return groups
}
