import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { useBuilder, useKnowledge, useView } from '../builder-context'
import type { PlacedProblem } from '../checks/gather-problems'
import { FlowMargin } from './flow-margin'
import { createKnowCards } from './know-cards'
import { QuickAdd } from './quick-add'
import { StepList } from './step-list'
import { useListShape } from './use-list-shape'
import { useRowsInView } from './use-rows-in-view'
import './steps-section.css'

/** The line of steps: its cards, the data flow beside them, and what can be added. */
export const StepsSection = memo(function StepsSection({ problems }: { problems: PlacedProblem[] }) {
  const { session } = useBuilder()
  const { analysis } = useKnowledge()
  const ids = useStore(
    session.document.store,
    useShallow((state) => state.workflow.steps.map((step) => step.id)),
  )
  const openStepId = useView((view) => view.openStepId)
  const pointedStepId = useView((view) => view.pointedStepId)
  const section = useRef<HTMLElement>(null)
  useFocusKept(section, ids)

  const open = openStepId === null ? -1 : ids.indexOf(openStepId)
  const pointed = pointedStepId === null ? -1 : ids.indexOf(pointedStepId)
  const picked = pointed === -1 ? open : pointed
  const [knowCards] = useState(createKnowCards)
  const cards = useMemo(() => knowCards(analysis, problems, picked), [knowCards, analysis, problems, picked])
  const shape = useListShape(section, ids, openStepId)
  const rows = useRowsInView(section, ids.length, shape)
  return (
    <section ref={section} className="steps" aria-label="Steps" tabIndex={-1}>
      <FlowMargin analysis={analysis.steps} picked={picked} shape={shape} rows={rows} />
      {ids.length === 0 && (
        <p className="steps-empty">
          A workflow is a line of steps. The first one works on the input, each further one on what came
          before. Begin with one of these, or take a template above.
        </p>
      )}
      <StepList ids={ids} cards={cards} openStepId={openStepId} rows={rows} />
      <QuickAdd />
    </section>
  )
})

/** Where the element with the focus went with its card, the focus stays among the steps. */
function useFocusKept(section: React.RefObject<HTMLElement | null>, steps: unknown): void {
  const former = useRef(steps)
  useEffect(() => {
    if (former.current === steps) return
    former.current = steps
    if (document.activeElement === document.body) section.current?.focus({ preventScroll: true })
  }, [section, steps])
}
