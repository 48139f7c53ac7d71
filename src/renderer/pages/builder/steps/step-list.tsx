import { DndContext, type DragEndEvent } from '@dnd-kit/core'
import { restrictToVerticalAxis } from '@dnd-kit/modifiers'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { memo, useMemo } from 'react'
import { useBuilder } from '../builder-context'
import { moveStep } from '../document/step-edits'
import type { CardKnowledge } from './card-knowledge'
import { dragAnnouncements, dragInstructions } from './drag-announcements'
import { DistantRow } from './distant-row'
import { findNearestRow } from './find-nearest-row'
import { SortableCard } from './sortable-card'
import { useDragSensors } from './use-drag-sensors'
import type { RowsInView } from './use-rows-in-view'

interface StepListProps {
  /** Of the steps; the same array while the order is the same. */
  ids: string[]
  cards: CardKnowledge[]
  openStepId: string | null
  rows: RowsInView
}

const MODIFIERS = [restrictToVerticalAxis]
const NOTHING: CardKnowledge = { reads: [], readBy: [], problems: 0, errors: 0, marks: [], linked: false }

/** The cards, in an order that the user can change by mouse, touch and keyboard. */
export const StepList = memo(function StepList({ ids, cards, openStepId, rows }: StepListProps) {
  const { session, view } = useBuilder()
  const sensors = useDragSensors()
  const accessibility = useMemo(
    () => ({
      announcements: dragAnnouncements(() => session.document.store.getState().workflow.steps),
      screenReaderInstructions: dragInstructions('step'),
    }),
    [session],
  )
  const drop = ({ active, over }: DragEndEvent): void => {
    view.set({ draggedStepId: null })
    const to = ids.indexOf(String(over?.id))
    if (over !== null && to !== -1)
      session.document.edit((workflow) => moveStep(workflow, String(active.id), to))
  }
  const isNear = (id: string, position: number): boolean =>
    (position >= rows.first && position <= rows.last) || id === openStepId || id === rows.keptStepId
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={findNearestRow}
      modifiers={MODIFIERS}
      accessibility={accessibility}
      onDragStart={({ active }) => view.set({ draggedStepId: String(active.id), pointedStepId: null })}
      onDragCancel={() => view.set({ draggedStepId: null })}
      onDragEnd={drop}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="step-list">
          {ids.map((id, position) =>
            isNear(id, position) ? (
              <SortableCard
                key={id}
                stepId={id}
                position={position}
                card={cards[position] ?? NOTHING}
                open={id === openStepId}
              />
            ) : (
              <DistantRow key={id} stepId={id} />
            ),
          )}
        </ol>
      </SortableContext>
    </DndContext>
  )
})
