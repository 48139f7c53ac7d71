import type { Page } from '@shared/contract'

/** One part of a list; the cursor is the position. */
export function pageOf<T>(
  items: T[],
  { cursor, limit, count }: { cursor?: string | undefined; limit: number; count?: boolean | undefined },
): Page<T> {
  const from = Number(cursor ?? 0)
  const to = from + limit
  return {
    items: items.slice(from, to),
    nextCursor: to < items.length ? String(to) : null,
    total: count === true ? items.length : null,
  }
}
