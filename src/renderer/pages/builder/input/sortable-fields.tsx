import { DndContext, type DragEndEvent } from '@dnd-kit/core'
import { restrictToVerticalAxis } from '@dnd-kit/modifiers'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { useMemo, type ReactNode } from 'react'
import { dragAnnouncements, dragInstructions } from '../steps/drag-announcements'
import { findNearestRow } from '../steps/find-nearest-row'
import { useDragSensors } from '../steps/use-drag-sensors'
import type { Identified } from './carry-ids'

interface SortableFieldsProps {
  rows: readonly Identified[]
  onMove: (from: number, to: number) => void
  children: ReactNode
}

const MODIFIERS = [restrictToVerticalAxis]

/** Fields in an order that the user can change by mouse, touch and keyboard, as that of the steps. */
export function SortableFields({ rows, onMove, children }: SortableFieldsProps) {
  const sensors = useDragSensors()
  const accessibility = useMemo(
    () => ({
      announcements: dragAnnouncements(() => rows.map(({ id, name }) => ({ id, label: name }))),
      screenReaderInstructions: dragInstructions('field'),
    }),
    [rows],
  )
  const ids = rows.map(({ id }) => id)
  const drop = ({ active, over }: DragEndEvent): void => {
    const to = ids.indexOf(String(over?.id))
    if (to !== -1) onMove(ids.indexOf(String(active.id)), to)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={findNearestRow}
      modifiers={MODIFIERS}
      accessibility={accessibility}
      onDragEnd={drop}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}
