import type { CollisionDetection } from '@dnd-kit/core'

/** The row whose middle is nearest to that of the row being dragged. Rows lie in one column, so height is all. */
export const findNearestRow: CollisionDetection = ({
  collisionRect,
  droppableRects,
  droppableContainers,
}) => {
  const middle = collisionRect.top + collisionRect.height / 2
  let nearest: { droppable: (typeof droppableContainers)[number]; distance: number } | null = null
  for (const droppable of droppableContainers) {
    const rect = droppableRects.get(droppable.id)
    if (rect === undefined) continue
    const distance = Math.abs(rect.top + rect.height / 2 - middle)
    if (nearest === null || distance < nearest.distance) nearest = { droppable, distance }
  }
  if (nearest === null) return []
  return [
    { id: nearest.droppable.id, data: { droppableContainer: nearest.droppable, value: nearest.distance } },
  ]
}
