import { memo, useMemo, useRef, useState } from 'react'
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
  const lookedAt = useView((view) => view.pointedStepId ?? view.focusedStepId)
  const section = useRef<HTMLElement>(null)

  const open = openStepId === null ? -1 : ids.indexOf(openStepId)
  const looked = lookedAt === null ? -1 : ids.indexOf(lookedAt)
  const picked = looked === -1 ? open : looked
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
