import { DndContext, type DragEndEvent } from '@dnd-kit/core'
import { restrictToVerticalAxis } from '@dnd-kit/modifiers'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { useMemo, type ReactNode } from 'react'
import { dragAnnouncements, dragInstructions } from './drag-announcements'
import { findNearestRow } from './find-nearest-row'
import { useDragSensors } from './use-drag-sensors'

interface SortableRowsProps {
  what: Parameters<typeof dragInstructions>[0]
  ids: string[]
  /** The rows as they are read out; the same function while they are the same. */
  readRows: Parameters<typeof dragAnnouncements>[0]
  onMove: (id: string, to: number) => void
  /** Which one is being moved, or none any more. */
  onDrag?: (id: string | null) => void
  children: ReactNode
}

const MODIFIERS = [restrictToVerticalAxis]

/** Rows in an order that the user can change by mouse, touch and keyboard. */
export function SortableRows({ what, ids, readRows, onMove, onDrag, children }: SortableRowsProps) {
  const sensors = useDragSensors()
  const accessibility = useMemo(
    () => ({
      announcements: dragAnnouncements(readRows),
      screenReaderInstructions: dragInstructions(what),
    }),
    [readRows, what],
  )
  const drop = ({ active, over }: DragEndEvent): void => {
    onDrag?.(null)
    const to = ids.indexOf(String(over?.id))
    if (to !== -1) onMove(String(active.id), to)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={findNearestRow}
      modifiers={MODIFIERS}
      accessibility={accessibility}
      onDragStart={({ active }) => onDrag?.(String(active.id))}
      onDragCancel={() => onDrag?.(null)}
      onDragEnd={drop}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}
