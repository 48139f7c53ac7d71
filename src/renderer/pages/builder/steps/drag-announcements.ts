import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core'

export const DRAG_INSTRUCTIONS: ScreenReaderInstructions = {
  draggable:
    'Press space to pick the step up, the arrow keys to move it, space to drop it, Escape to put it back.',
}

/** What is spoken while a step is moved. */
export function dragAnnouncements(steps: () => readonly { id: string; label: string }[]): Announcements {
  // When the drop is spoken of, the steps are in their new order already.
  let place = ''
  const name = (id: UniqueIdentifier): string => steps().find((step) => step.id === id)?.label ?? 'The step'
  const find = (id: UniqueIdentifier): string => {
    const all = steps()
    place = `position ${all.findIndex((step) => step.id === id) + 1} of ${all.length}`
    return place
  }
  return {
    onDragStart: ({ active }) => `Picked up ${name(active.id)}, ${find(active.id)}.`,
    onDragOver: ({ active, over }) =>
      over === null
        ? `${name(active.id)} is outside of the list.`
        : `${name(active.id)} is at ${find(over.id)}.`,
    onDragEnd: ({ active, over }) =>
      over === null ? `${name(active.id)} went back.` : `${name(active.id)} was dropped at ${place}.`,
    onDragCancel: ({ active }) => `${name(active.id)} went back to ${find(active.id)}.`,
  }
}
