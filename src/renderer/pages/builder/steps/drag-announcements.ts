import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core'

export const DRAG_INSTRUCTIONS: ScreenReaderInstructions = {
  draggable:
    'Press space to pick the step up, the arrow keys to move it, space to drop it, Escape to put it back.',
}

/** What is spoken while a step is moved. */
export function dragAnnouncements(steps: () => readonly { id: string; label: string }[]): Announcements {
  const name = (id: UniqueIdentifier): string => steps().find((step) => step.id === id)?.label ?? 'The step'
  const place = (id: UniqueIdentifier): string => {
    const all = steps()
    return `position ${all.findIndex((step) => step.id === id) + 1} of ${all.length}`
  }
  return {
    onDragStart: ({ active }) => `Picked up ${name(active.id)}, ${place(active.id)}.`,
    onDragOver: ({ active, over }) =>
      over === null
        ? `${name(active.id)} is outside of the list.`
        : `${name(active.id)} is at ${place(over.id)}.`,
    onDragEnd: ({ active, over }) =>
      over === null
        ? `${name(active.id)} went back.`
        : `${name(active.id)} was dropped at ${place(over.id)}.`,
    onDragCancel: ({ active }) => `${name(active.id)} went back to ${place(active.id)}.`,
  }
}
