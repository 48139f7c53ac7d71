import type { Problem } from '@shared/errors'
import type { Analysis } from '../analysis/analyse-steps'
import type { Place } from '../document/view-store'

/** A problem and where to mend it. */
export interface PlacedProblem {
  problem: Problem
  place: Place
  /** The reference means another step than it did. */
  rebound: boolean
}

/**
 * Everything that is wrong, in the order of the steps. What concerns the texts is known at once, the rest a moment
 * later.
 *
 * @param rebound what `reboundReferences` says
 * @param unfinished what `findUnfinished` says; what the core says there is about what stood there before
 */
export function gatherProblems(
  analysis: Analysis,
  rebound: readonly Problem[],
  fromCore: readonly Problem[],
  unfinished: readonly Problem[],
): PlacedProblem[] {
  const place = (problem: Problem, isRebound = false): PlacedProblem => ({
    problem,
    rebound: isRebound,
    place: placeOf(problem, analysis.index.steps),
  })
  const others = [
    ...rebound.map((problem) => place(problem, true)),
    ...unfinished.map((problem) => place(problem)),
    ...fromCore
      .filter((problem) => !isOfText(problem) && !isOfNoSteps(problem, analysis))
      .filter((problem) => !unfinished.some((other) => isWithin(problem, other)))
      .map((problem) => place(problem)),
  ]
  const at = Map.groupBy(others, ({ problem }) => positionOf(problem))
  return [
    ...(at.get(OF_THE_WORKFLOW) ?? []),
    ...analysis.steps.flatMap((step, position) => [
      ...step.problems.map((problem) => place(problem)),
      ...(at.get(position) ?? []),
    ]),
  ]
}

const OF_THE_WORKFLOW = -1

function isOfText({ path }: Problem): boolean {
  return path[0] === 'steps' && (path[2] === 'prompt' || path[2] === 'systemPrompt')
}

/**
 * That nothing can be run. An empty page is where everybody begins; the list of steps says what to do. With the first
 * step the core's word on it is outdated.
 */
function isOfNoSteps({ path }: Problem, { index }: Analysis): boolean {
  if (path.length !== 1 || path[0] !== 'steps') return false
  return index.steps.length === 0 || index.steps.some(({ enabled }) => enabled !== false)
}

function isWithin({ path }: Problem, { path: place }: Problem): boolean {
  return place.every((part, at) => path[at] === part)
}

function positionOf({ path }: Problem): number {
  return typeof path[1] === 'number' ? path[1] : OF_THE_WORKFLOW
}

/** Where a problem with this path is mended. */
export function placeOf({ path, range }: Problem, steps: readonly { id: string }[]): Place {
  const [root, position] = path
  if (root === 'input') return { stepId: null, field: path.slice(0, 2).join('.') }
  if (root !== 'steps' || typeof position !== 'number') return { stepId: null, field: String(root ?? 'name') }
  const isOfSchema = path[2] === 'output' && path[3] === 'schema'
  return {
    stepId: steps[position]?.id ?? null,
    field: isOfSchema ? 'schema' : String(path[2] ?? 'label'),
    ...(range !== undefined && { range }),
  }
}
