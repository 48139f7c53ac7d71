import { closestCenter, DndContext, type DragEndEvent } from '@dnd-kit/core'
import { restrictToVerticalAxis } from '@dnd-kit/modifiers'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import type { Step } from '@shared/model/step'
import { memo, useMemo, useRef } from 'react'
import { useBuilder } from '../builder-context'
import { moveStep } from '../document/step-edits'
import { dragAnnouncements, DRAG_INSTRUCTIONS } from './drag-announcements'
import type { CardKnowledge } from './card-knowledge'
import { SortableCard } from './sortable-card'
import { useDragSensors } from './use-drag-sensors'
import { useRowsInView } from './use-rows-in-view'

interface StepListProps {
  steps: Step[]
  /** Of the steps; the same array while the order is the same. */
  ids: string[]
  cards: CardKnowledge[]
  openStepId: string | null
}

const MODIFIERS = [restrictToVerticalAxis]
const NOTHING: CardKnowledge = { reads: [], readBy: [], problems: 0, errors: 0, linked: false }

/** The cards, in an order that the user can change by mouse, touch and keyboard. */
export const StepList = memo(function StepList({ steps, ids, cards, openStepId }: StepListProps) {
  const { session, view } = useBuilder()
  const sensors = useDragSensors()
  const list = useRef<HTMLOListElement>(null)
  const inView = useRowsInView(list, ids)
  const accessibility = useMemo(
    () => ({
      announcements: dragAnnouncements(() => session.document.store.getState().workflow.steps),
      screenReaderInstructions: DRAG_INSTRUCTIONS,
    }),
    [session],
  )
  const drop = ({ active, over }: DragEndEvent): void => {
    view.set({ dragging: false })
    const to = ids.indexOf(String(over?.id))
    if (over !== null && to !== -1)
      session.document.edit((workflow) => moveStep(workflow, String(active.id), to))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={MODIFIERS}
      accessibility={accessibility}
      onDragStart={() => view.set({ dragging: true, pointedStepId: null })}
      onDragCancel={() => view.set({ dragging: false })}
      onDragEnd={drop}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol ref={list} className="step-list">
          {steps.map((step, position) =>
            inView === null || inView.has(step.id) || step.id === openStepId ? (
              <SortableCard
                key={step.id}
                step={step}
                position={position}
                card={cards[position] ?? NOTHING}
                open={step.id === openStepId}
              />
            ) : (
              // Far out of view it takes its place in the list, and nothing more.
              <li key={step.id} className="step-item" data-step-id={step.id} aria-label={step.label} />
            ),
          )}
        </ol>
      </SortableContext>
    </DndContext>
  )
})
