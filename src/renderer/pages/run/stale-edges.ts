import type { StepRun } from '@shared/model/run'
import type { Layout } from './lay-out-lanes'

type Edge = Layout['edges'][number]

/**
 * The part of the line that carries a change: from the step that was changed to each step that is stale because of
 * it. Where the line leads past the changed step, an edge of its own.
 */
export function staleEdges(steps: readonly StepRun[], edges: readonly Edge[]): Edge[] {
  if (!steps.some(({ stale }) => stale)) return []
  const found = new Map<string, Edge>()
  const add = (edge: Edge): void => void found.set(`${edge.from}-${edge.to}`, edge)
  const before = Map.groupBy(edges, ({ to }) => to)
  for (const [position, step] of steps.entries()) {
    const origin = originOf(steps, step, position)
    if (origin === null) continue
    for (let to = position; to > origin;) {
      const ways = before.get(to) ?? []
      // Straight from the origin, else by another stale step, else along the line itself.
      const way =
        ways.find(({ from }) => from === origin) ??
        ways.find(({ from }) => from > origin && steps[from]?.stale) ??
        ways[0]
      if (way === undefined || way.from < origin) {
        add({ from: origin, to })
        break
      }
      add(way)
      to = way.from
    }
  }
  return [...found.values()]
}

/** Position of the step whose change made this one stale; null if it is not stale, or by a change of its own. */
function originOf(steps: readonly StepRun[], step: StepRun, position: number): number | null {
  if (!step.stale || step.staleBecause === step.label) return null
  const origin = steps.findLastIndex(
    ({ label }, earlier) => earlier < position && label === step.staleBecause,
  )
  return origin < 0 ? null : origin
}
