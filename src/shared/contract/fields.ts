import { z } from 'zod'

/** An id of Baton's own, or the slug of a built-in template. */
export const id = z
  .string()
  .min(1, 'An id is not empty.')
  .max(100, 'An id has at most 100 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'An id has no control characters.')

/** The id of a thing that is yet to be created, in the form that Baton's own have: the caller chooses it once. */
export const newId = z.uuidv7('A new id is a UUID of version 7.').lowercase('A new id is in lower case.')

/** Milliseconds since the epoch. */
export const time = z.number().min(0).max(8.64e15)

/**
 * What a write is based on: the `updatedAt` of the thing as the caller last read it. If the stored one differs the
 * write is refused with `CONFLICT` and nothing changes.
 */
export const updatedAt = z.number().min(0).max(8.64e15)

/** The number of a step's current revision as the caller last read it, from 1. Another one by now: `CONFLICT`. */
export const revisionNumber = z.int().min(1)

/** What the user typed into a search field. */
export const searchText = z.string().max(500)

/** For procedures that need no input. */
export const nothing = z.strictObject({}).optional()

/** Which part of a list: at most `limit` items (50), from where `cursor` (an earlier answer's `nextCursor`) says. */
export const paging = {
  cursor: z.string().max(1000).optional(),
  limit: z.int().min(1).max(200).default(50),
  /** Ask for `total`, which has to be counted. */
  count: z.boolean().optional(),
  /** Only what was deleted within the last 30 days and can be brought back, instead of what is there. */
  deleted: z.boolean().optional(),
}

/** One part of a list. */
export interface Page<T> {
  items: T[]
  /** Null at the end. Opaque. */
  nextCursor: string | null
  /** How many there are in all; null unless asked for by `count`. */
  total: number | null
}

/** What a write leaves behind: the thing's new `updatedAt`, for the next write. */
export interface Written {
  updatedAt: number
}

/** A file for the user to save. The caller chooses where; nothing was written. */
export interface ExportedFile {
  /** Safe on every system, without a path. */
  fileName: string
  mediaType: 'application/json' | 'text/markdown'
  text: string
}
