import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core'

/** @param what is moved, such as "step" */
export function dragInstructions(what: string): ScreenReaderInstructions {
  return {
    draggable: `Press space to pick the ${what} up, the arrow keys to move it, space to drop it, Escape to put it back.`,
  }
}

/** What is spoken while one of a list is moved. */
export function dragAnnouncements(list: () => readonly { id: string; label: string }[]): Announcements {
  // When the drop is spoken of, they are in their new order already.
  let place = ''
  const name = (id: UniqueIdentifier): string => list().find((each) => each.id === id)?.label ?? 'It'
  const find = (id: UniqueIdentifier): string => {
    const all = list()
    place = `position ${all.findIndex((each) => each.id === id) + 1} of ${all.length}`
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
