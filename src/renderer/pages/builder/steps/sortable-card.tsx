import { useSortable, type AnimateLayoutChanges } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { memo, useMemo } from 'react'
import { useStep } from '../document/use-step'
import type { CardKnowledge } from './card-knowledge'
import { StepCard } from './step-card'

interface SortableCardProps {
  stepId: string
  position: number
  card: CardKnowledge
  open: boolean
}

/** Where a card is while cards are being moved. All cards hear of every move, so there is little in here. */
export const SortableCard = memo(function SortableCard({ stepId, position, card, open }: SortableCardProps) {
  const label = useStep(stepId, (step) => step.label)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: stepId, animateLayoutChanges: NEVER })
  const grip = useMemo(
    () => ({ ref: setActivatorNodeRef, ...attributes, ...listeners }),
    [setActivatorNodeRef, attributes, listeners],
  )
  return (
    <li
      ref={setNodeRef}
      className="step-item"
      data-step-id={stepId}
      aria-label={label}
      data-open={open || undefined}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <StepCard stepId={stepId} position={position} card={card} open={open} grip={grip} />
    </li>
  )
})

/** A card is where it belongs as soon as it is dropped. */
const NEVER: AnimateLayoutChanges = () => false
