import type { WorkflowBody } from '@shared/contract'
import type { Problem } from '@shared/errors'
import type { EditedWorkflow } from '../document/edited-workflow'

/**
 * What still holds of problems that were found a moment ago: a step may have been moved or deleted since, and what was
 * wrong changed. Those that don't hold wait for the next answer.
 *
 * @param asked the workflow in which they were found
 */
export function carryProblems(
  problems: readonly Problem[],
  asked: WorkflowBody,
  current: EditedWorkflow,
): Problem[] {
  const positions = new Map(current.steps.map(({ id }, position) => [id, position]))
  return problems.flatMap((problem) => {
    const [root, position, ...rest] = problem.path
    if (root !== 'steps' || typeof position !== 'number') {
      const place = problem.path.slice(0, root === 'input' ? 2 : 1)
      return root === 'steps' || isSame(asked, current, place) ? [problem] : []
    }
    const before = asked.steps[position]
    const now = positions.get(before?.id ?? '')
    if (now === undefined || !isSame(before, current.steps[now], rest.slice(0, 1))) return []
    return [{ ...problem, path: [root, now, ...rest] }]
  })
}

/** The same stands at a place in both; nothing and a blank text are one. */
function isSame(one: unknown, other: unknown, place: Problem['path']): boolean {
  return JSON.stringify(valueAt(one, place)) === JSON.stringify(valueAt(other, place))
}

function valueAt(root: unknown, place: Problem['path']): unknown {
  let value = root
  for (const name of place) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, name)
  }
  return value === '' ? undefined : value
}
