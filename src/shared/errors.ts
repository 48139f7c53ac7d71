/** What the user can read in an error, and act on. Every code is part of the API (see docs). */
export type ErrorCode =
  | 'NOT_FOUND'
  | 'INVALID'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'KEY_MISSING'
  | 'KEYCHAIN_UNAVAILABLE'
  | 'STORAGE_FULL'
  | 'STORAGE_CORRUPT'
  | 'NEWER_DATABASE'
  | 'INTERNAL'

/** One thing that is wrong with what was given: where it is, what it is, and what to do about it. */
export interface Problem {
  /** Where: property names and array indexes from the root of what was checked, such as `["steps", 2, "prompt"]`. */
  path: (string | number)[]
  /** A whole sentence that names the place for a human and says what to do. */
  message: string
  /** `error` stops a run or an import; `warning` does not. */
  severity: 'error' | 'warning'
  /** Position inside the text at `path`, in UTF-16 units, where the problem concerns a part of it. */
  range?: { from: number; to: number }
  /** A replacement for `range` that mends the problem. */
  fix?: { label: string; text: string }
}

/**
 * The one error class of the application's own failures.
 * `message` is a sentence for the user; `remedy` says what to do next. Neither ever holds a key or a stack.
 * A failed request to a model is not a BatonError but a `ModelFailure`.
 */
export class BatonError extends Error {
  override readonly name = 'BatonError'
  readonly code: ErrorCode
  readonly remedy: string | undefined
  /** For `INVALID`: everything that is wrong, at once. Empty for other codes. */
  readonly problems: Problem[]
  /** For `RATE_LIMITED`: milliseconds until the same call may succeed. */
  readonly retryAfterMs: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    details: { remedy?: string; problems?: Problem[]; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.remedy = details.remedy
    this.problems = details.problems ?? []
    this.retryAfterMs = details.retryAfterMs
  }
}

export function notFound(what: string, name: string): BatonError {
  return new BatonError('NOT_FOUND', `There is no ${what} "${name}".`)
}

/** @param problems at least one; the message is the first one, and says how many more there are. */
export function invalid(problems: Problem[]): BatonError {
  const first = problems[0]?.message ?? 'The input is not valid.'
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return new BatonError('INVALID', first + more, { problems })
}

export function conflict(message: string, remedy?: string): BatonError {
  return new BatonError('CONFLICT', message, remedy === undefined ? {} : { remedy })
}

/**
 * Why a request to a model failed. The first group is worth another try, the second is not
 * (`docs/architecture.md`, "Retries").
 */
export type ModelFailureCode =
  | 'network'
  | 'timeout'
  | 'rate_limited'
  | 'server_error'
  | 'overloaded'
  | 'stream_cut'
  | 'empty_answer'
  | 'bad_format'
  | 'bad_key'
  | 'no_credit'
  | 'unknown_model'
  | 'too_large'
  | 'refused'
  | 'filtered'
  | 'reasoning_only'
  | 'bad_request'
  | 'internal'

/** A failed attempt at a step, as it is stored and shown. Plain data: it crosses processes. */
export interface StepError {
  code: ModelFailureCode | 'prompt' | 'key_missing'
  /** What happened, a sentence. */
  message: string
  /** What to do about it, a sentence. */
  remedy?: string
  retryable: boolean
  /** From the provider's `Retry-After`, milliseconds. */
  retryAfterMs?: number
  /** The HTTP status, where there was one. */
  status?: number
}

/** Thrown by model adapters. Carries what `StepError` carries. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure'
  readonly error: StepError & { code: ModelFailureCode }

  constructor(error: StepError & { code: ModelFailureCode }, cause?: unknown) {
    super(error.message, cause === undefined ? undefined : { cause })
    this.error = error
  }
}
