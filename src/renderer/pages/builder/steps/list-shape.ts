/** Where everything in the list is; all is known but the height of the open card. */
export interface ListShape {
  /** Position of the open card; -1: none. */
  open: number
  openHeight: number
  /** There is little width. */
  narrow: boolean
}

const ROW = 44
const OPEN_MARGIN = 6
/** From the top of an open card to the middle of its number. */
const OPEN_CENTRE = 23

/** How far the middle of a step's number is below the top of the list. */
export function centreOf(position: number, { open, openHeight }: ListShape): number {
  if (open === -1 || position < open) return position * ROW + ROW / 2
  if (position === open) return position * ROW + OPEN_MARGIN + OPEN_CENTRE
  return position * ROW + ROW / 2 + openHeight - ROW + 2 * OPEN_MARGIN
}

/** The position of the row at a distance from the top of the list; beyond its ends, too. */
export function rowAt(distance: number, { open, openHeight }: ListShape): number {
  if (open === -1 || distance < (open + 1) * ROW) return Math.floor(distance / ROW)
  return Math.max(open, Math.floor((distance - openHeight - 2 * OPEN_MARGIN + ROW) / ROW))
}
