import { oc, type } from '@orpc/contract'
import type { ErrorCode, Problem } from '../errors'

/** What every error of the API carries besides its code and its message (a sentence for the user, never a key). */
export interface ErrorData {
  /** What to do next, a sentence. */
  remedy?: string
}

export interface InvalidData extends ErrorData {
  /** Everything that is wrong, at once; at least one. Paths start at the procedure's input, or at the text it holds. */
  problems: Problem[]
}

export interface RateLimitedData extends ErrorData {
  /** Milliseconds until the same call may succeed. */
  retryAfterMs: number
}

/**
 * The typed errors of every procedure; the codes are those of `BatonError`, one to one. `status` is part of an
 * error's identity: oRPC marks an error as defined only if code and status both match, so make them with the
 * `errors` of a handler or middleware, not by hand.
 *
 * - `NOT_FOUND`: there is no such thing, or it was deleted.
 * - `INVALID`: the input, the workflow or the file is wrong; `data.problems` lists how. An input that its schema
 *   refuses is `INVALID`, too (oRPC's own `BAD_REQUEST` never reaches a caller: `main/api` converts it).
 * - `CONFLICT`: what the write was based on has changed since, or a living process owns the run (named in the message).
 * - `RATE_LIMITED`: `start`, `resume` and `retry` together exceed 30 per minute; see `data.retryAfterMs`.
 * - `KEY_MISSING`: a connection that the call needs has no key.
 * - `KEYCHAIN_UNAVAILABLE`: the keychain of the operating system can't be reached.
 * - `STORAGE_FULL`, `STORAGE_CORRUPT`: the database can't be written or read; nothing of the call was written.
 * - `NEWER_DATABASE`: the database (or a backup) belongs to a newer Baton; it is untouched.
 * - `INTERNAL`: a defect of Baton.
 */
export const errorMap = {
  NOT_FOUND: { status: 404, data: type<ErrorData>() },
  INVALID: { status: 422, data: type<InvalidData>() },
  CONFLICT: { status: 409, data: type<ErrorData>() },
  RATE_LIMITED: { status: 429, data: type<RateLimitedData>() },
  KEY_MISSING: { status: 424, data: type<ErrorData>() },
  KEYCHAIN_UNAVAILABLE: { status: 503, data: type<ErrorData>() },
  STORAGE_FULL: { status: 507, data: type<ErrorData>() },
  STORAGE_CORRUPT: { status: 500, data: type<ErrorData>() },
  NEWER_DATABASE: { status: 426, data: type<ErrorData>() },
  INTERNAL: { status: 500, data: type<ErrorData>() },
} satisfies Record<ErrorCode, unknown>

/** What every procedure is built from. Any of them may answer `INVALID`, `INTERNAL` and the `STORAGE_…` errors. */
export const procedure = oc.errors(errorMap)
