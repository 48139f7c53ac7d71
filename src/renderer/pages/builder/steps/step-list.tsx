import { memo, useCallback } from 'react'
import { useBuilder } from '../builder-context'
import { moveStep } from '../document/step-edits'
import type { CardKnowledge } from './card-knowledge'
import { DistantRow } from './distant-row'
import { SortableCard } from './sortable-card'
import { SortableRows } from './sortable-rows'
import type { RowsInView } from './use-rows-in-view'

interface StepListProps {
  /** Of the steps; the same array while the order is the same. */
  ids: string[]
  cards: CardKnowledge[]
  openStepId: string | null
  rows: RowsInView
}

const NOTHING: CardKnowledge = { reads: [], readBy: [], problems: 0, errors: 0, marks: [], linked: false }

function showRow(stepId: string): void {
  document.querySelector(`[data-step-id="${CSS.escape(stepId)}"]`)?.scrollIntoView({ block: 'nearest' })
}

/** The cards, in an order that the user can change by mouse, touch and keyboard. */
export const StepList = memo(function StepList({ ids, cards, openStepId, rows }: StepListProps) {
  const { session, view } = useBuilder()
  const readRows = useCallback(() => session.document.store.getState().workflow.steps, [session])
  const isNear = (id: string, position: number): boolean =>
    (position >= rows.first && position <= rows.last) || id === openStepId || id === rows.keptStepId
  return (
    <SortableRows
      what="step"
      ids={ids}
      readRows={readRows}
      onMove={(id, to) => {
        session.document.edit((workflow) => moveStep(workflow, id, to))
        // A list that was scrolling along may have carried its new place out of view.
        requestAnimationFrame(() => showRow(id))
      }}
      onDrag={(id) => view.set({ draggedStepId: id, ...(id !== null && { pointedStepId: null }) })}
    >
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
    </SortableRows>
  )
})
