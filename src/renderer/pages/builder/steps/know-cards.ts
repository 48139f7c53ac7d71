import type { Analysis } from '../analysis/analyse-steps'
import type { TextMark } from '../analysis/preview-prompt'
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
        marks: count?.marks ?? NO_MARKS,
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

interface ProblemCount {
  all: number
  errors: number
  marks: TextMark[]
}

const NO_MARKS: readonly TextMark[] = []

function countProblems(problems: readonly PlacedProblem[]): Map<number, ProblemCount> {
  const counts = new Map<number, ProblemCount>()
  for (const { problem } of problems) {
    const position = problem.path[1]
    if (problem.path[0] !== 'steps' || typeof position !== 'number') continue
    const count = counts.get(position) ?? { all: 0, errors: 0, marks: [] }
    count.all += 1
    if (problem.severity === 'error') count.errors += 1
    if (problem.path[2] === 'prompt' && problem.range !== undefined) {
      count.marks.push({ ...problem.range, severity: problem.severity })
    }
    counts.set(position, count)
  }
  return counts
}

function isEqual(one: CardKnowledge, other: CardKnowledge): boolean {
  return (
    one.problems === other.problems &&
    one.errors === other.errors &&
    one.linked === other.linked &&
    hasSameMarks(one.marks, other.marks) &&
    hasSame(one.reads, other.reads) &&
    hasSame(one.readBy, other.readBy)
  )
}

function hasSame(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((position, at) => position === other[at]))
}

function hasSameMarks(one: readonly TextMark[], other: readonly TextMark[]): boolean {
  return (
    one === other ||
    (one.length === other.length &&
      one.every((mark, at) => {
        const { from, to, severity } = other[at] ?? {}
        return mark.from === from && mark.to === to && mark.severity === severity
      }))
  )
}
