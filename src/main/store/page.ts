import { invalid } from '@shared/errors'

/** Which part of a list. */
export interface Paging {
  limit: number
  /** `nextCursor` of the part before. */
  cursor?: string | undefined
  /** Also count them all. */
  count?: boolean | undefined
  /** What was deleted and can be brought back, instead of what is there. */
  deleted?: boolean | undefined
}

/** One part of a list. */
export interface Page<Item> {
  items: Item[]
  /** Null at the end. */
  nextCursor: string | null
  /** Null unless asked for. */
  total: number | null
}

/** A place in a list that is sorted by time and then by id, newest first. */
export interface Place {
  time: number
  id: string
}

/** Before every item. */
const START: Place = { time: Number.MAX_SAFE_INTEGER, id: '' }

export function toCursor({ time, id }: Place): string {
  return `${time}~${id}`
}

/** @throws BatonError `INVALID` for what is no cursor */
export function fromCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return START
  const match = /^(\d{1,16}(?:\.\d+)?)~(.*)$/s.exec(cursor)
  if (match?.[1] === undefined || match[2] === undefined) {
    throw invalid([{ path: ['cursor'], message: 'This is no place in a list.', severity: 'error' }])
  }
  return { time: Number(match[1]), id: match[2] }
}

/** Cuts a list that was read one item too far. */
export function toPage<Item>(
  items: Item[],
  limit: number,
  place: (item: Item) => Place,
  total: number | null,
): Page<Item> {
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  const hasMore = items.length > limit && last !== undefined
  return { items: shown, nextCursor: hasMore ? toCursor(place(last)) : null, total }
}
