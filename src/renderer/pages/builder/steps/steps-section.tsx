import type { Step } from '@shared/model/step'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useBuilder, useKnowledge, useView } from '../builder-context'
import type { PlacedProblem } from '../checks/gather-problems'
import type { CardKnowledge } from './card-knowledge'
import { FlowMargin } from './flow-margin'
import { QuickAdd } from './quick-add'
import { StepList } from './step-list'
import { useOpenCardHeight } from './use-open-card-height'
import './steps-section.css'

/** The line of steps: its cards, the data flow beside them, and what can be added. */
export const StepsSection = memo(function StepsSection({ problems }: { problems: PlacedProblem[] }) {
  const { session } = useBuilder()
  const { analysis } = useKnowledge()
  const steps = useStore(session.document.store, (state) => state.workflow.steps)
  const openStepId = useView((view) => view.openStepId)
  const pointedStepId = useView((view) => view.pointedStepId)
  const section = useRef<HTMLElement>(null)
  useFocusKept(section, steps)

  const ids = useIds(steps)
  const open = steps.findIndex((step) => step.id === openStepId)
  const pointed = steps.findIndex((step) => step.id === pointedStepId)
  const cards = useCardKnowledge(problems, pointed === -1 ? open : pointed)
  const openHeight = useOpenCardHeight(section, openStepId)
  return (
    <section ref={section} className="steps" aria-label="Steps" tabIndex={-1}>
      <FlowMargin
        ids={ids}
        analysis={analysis.steps}
        open={open}
        pointed={pointed}
        openHeight={openHeight.height}
        narrow={openHeight.narrow}
      />
      {steps.length === 0 && (
        <p className="steps-empty">
          A workflow is a line of steps. The first one works on the input, each further one on what came
          before. Begin with one of these, or take a template above.
        </p>
      )}
      <StepList steps={steps} ids={ids} cards={cards} openStepId={openStepId} />
      <QuickAdd />
    </section>
  )
})

/** The same array while the order is the same, for typing is no reordering. */
function useIds(steps: readonly Step[]): string[] {
  const joined = steps.map((step) => step.id).join('\n')
  return useMemo(() => (joined === '' ? [] : joined.split('\n')), [joined])
}

const NONE: CardKnowledge[] = []

/** What each card shows of the others; equal knowledge keeps its identity, so that its card is not drawn again. */
function useCardKnowledge(problems: PlacedProblem[], picked: number): CardKnowledge[] {
  const { analysis } = useKnowledge()
  const [former, setFormer] = useState(NONE)
  const next = useMemo(() => {
    const counts = countProblems(problems)
    const readBy = analysis.steps.map((): number[] => [])
    for (const [position, step] of analysis.steps.entries()) {
      for (const source of step.reads) readBy[source]?.push(position)
    }
    return analysis.steps.map((step, position): CardKnowledge => {
      const count = counts.get(position)
      return {
        reads: step.reads,
        readBy: readBy[position] ?? [],
        problems: count?.all ?? 0,
        errors: count?.errors ?? 0,
        linked: step.reads.includes(picked) || (readBy[position]?.includes(picked) ?? false),
      }
    })
  }, [analysis, problems, picked])
  const merged = useMemo(
    () => next.map((card, index) => (isEqual(card, former[index]) ? (former[index] ?? card) : card)),
    [next, former],
  )
  if (merged.length !== former.length || merged.some((card, index) => card !== former[index]))
    setFormer(merged)
  return merged
}

function countProblems(problems: PlacedProblem[]): Map<number, { all: number; errors: number }> {
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

function isEqual(one: CardKnowledge, other: CardKnowledge | undefined): boolean {
  return (
    other !== undefined &&
    one.problems === other.problems &&
    one.errors === other.errors &&
    one.linked === other.linked &&
    one.reads.join() === other.reads.join() &&
    one.readBy.join() === other.readBy.join()
  )
}

/** Where the element with the focus went with its card, the focus stays among the steps. */
function useFocusKept(section: React.RefObject<HTMLElement | null>, steps: unknown): void {
  const former = useRef(steps)
  useEffect(() => {
    if (former.current === steps) return
    former.current = steps
    if (document.activeElement === document.body) section.current?.focus({ preventScroll: true })
  }, [section, steps])
}
