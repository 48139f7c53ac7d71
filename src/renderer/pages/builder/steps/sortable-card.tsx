import { useSortable, type AnimateLayoutChanges } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import type { Step } from '@shared/model/step'
import { memo, useMemo } from 'react'
import { StepCard } from './step-card'
import type { CardKnowledge } from './card-knowledge'

interface SortableCardProps {
  step: Step
  position: number
  card: CardKnowledge
  open: boolean
}

/** Where a card is while cards are being moved. All cards hear of every move, so there is little in here. */
export const SortableCard = memo(function SortableCard({ step, position, card, open }: SortableCardProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: step.id, animateLayoutChanges: NEVER })
  const grip = useMemo(
    () => ({ ref: setActivatorNodeRef, ...attributes, ...listeners }),
    [setActivatorNodeRef, attributes, listeners],
  )
  return (
    <li
      ref={setNodeRef}
      className="step-item"
      data-step-id={step.id}
      aria-label={step.label}
      data-open={open || undefined}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <StepCard step={step} position={position} card={card} open={open} grip={grip} />
    </li>
  )
})

/** A card is where it belongs as soon as it is dropped. */
const NEVER: AnimateLayoutChanges = () => false
