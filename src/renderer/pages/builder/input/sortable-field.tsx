import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { Grip } from '../../../ui/grip'
import { FieldRow, type FieldRowProps } from './field-row'

/** Where a field is while fields are being moved. */
export function SortableField({ id, ...row }: { id: string } & Omit<FieldRowProps, 'grip'>) {
  const { name } = row.field
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id, animateLayoutChanges: () => false })
  return (
    <div
      ref={setNodeRef}
      className="input-field"
      role="group"
      aria-label={name}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <Grip ref={setActivatorNodeRef} name={name} {...attributes} {...listeners} />
      <FieldRow {...row} />
    </div>
  )
}
