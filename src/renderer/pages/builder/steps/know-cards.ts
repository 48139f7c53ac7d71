import type { Analysis } from '../analysis/analyse-steps'
import type { PlacedProblem } from '../checks/gather-problems'
import type { CardKnowledge } from './card-knowledge'

export type KnowCards = (
  analysis: Analysis,
  problems: readonly PlacedProblem[],
  picked: number,
) => CardKnowledge[]

/**
 * Works out what each card shows of the others, again and again. Equal knowledge keeps its identity, so that its card
 * is not drawn again.
 */
export function createKnowCards(): KnowCards {
  let former: CardKnowledge[] = []
  return (analysis, problems, picked) => {
    const counts = countProblems(problems)
    const readBy = analysis.steps.map((): number[] => [])
    for (const [position, step] of analysis.steps.entries()) {
      for (const source of step.reads) readBy[source]?.push(position)
    }
    const next = analysis.steps.map((step, position): CardKnowledge => {
      const count = counts.get(position)
      const card: CardKnowledge = {
        reads: step.reads,
        readBy: readBy[position] ?? [],
        problems: count?.all ?? 0,
        errors: count?.errors ?? 0,
        linked: step.reads.includes(picked) || (readBy[position]?.includes(picked) ?? false),
      }
      const before = former[position]
      return before !== undefined && isEqual(card, before) ? before : card
    })
    const isSame = next.length === former.length && next.every((card, position) => card === former[position])
    if (!isSame) former = next
    return former
  }
}

function countProblems(problems: readonly PlacedProblem[]): Map<number, { all: number; errors: number }> {
  const counts = new Map<number, { all: number; errors: number }>()
  for (const { problem } of problems) {
    const position = problem.path[1]
    if (problem.path[0] !== 'steps' || typeof position !== 'number') continue
    const count = counts.get(position) ?? { all: 0, errors: 0 }
    count.all += 1
    if (problem.severity === 'error') count.errors += 1
    counts.set(position, count)
  }
  return counts
}

function isEqual(one: CardKnowledge, other: CardKnowledge): boolean {
  return (
    one.problems === other.problems &&
    one.errors === other.errors &&
    one.linked === other.linked &&
    hasSame(one.reads, other.reads) &&
    hasSame(one.readBy, other.readBy)
  )
}

function hasSame(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((position, at) => position === other[at]))
}
