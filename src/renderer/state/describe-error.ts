import { ORPCError } from '@orpc/client'
import type { Problem } from '@shared/errors'
import { ConnectionLost } from './connection'
import { FilesNotSaved } from './host'

/** An error as a page shows it: what happened, what to do, and where. */
export interface ErrorDescription {
  /** An `ErrorCode` of the API, or `CONNECTION_LOST`, `FILES_NOT_SAVED` or `UNKNOWN`. */
  code: string
  message: string
  remedy?: string
  /** Everything that is wrong, where the error lists it. */
  problems: Problem[]
}

/** Makes a page's words of whatever a call threw. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof ConnectionLost) {
    return {
      code: 'CONNECTION_LOST',
      message: error.message,
      remedy: 'Look whether it was done before you try again; runs go on without this window.',
      problems: [],
    }
  }
  if (error instanceof FilesNotSaved) {
    return {
      code: 'FILES_NOT_SAVED',
      message: error.message,
      ...(error.remedy !== undefined && { remedy: error.remedy }),
      problems: [],
    }
  }
  if (error instanceof ORPCError) {
    const data: { remedy?: string; problems?: Problem[]; retryAfterMs?: number } = error.data ?? {}
    const wait =
      data.retryAfterMs === undefined
        ? undefined
        : `Try again in ${Math.ceil(data.retryAfterMs / 1000)} seconds.`
    const remedy = data.remedy ?? wait
    return {
      code: error.code,
      message: error.message,
      ...(remedy !== undefined && { remedy }),
      problems: data.problems ?? [],
    }
  }
  return {
    code: 'UNKNOWN',
    message:
      error instanceof Error && error.message !== '' ? error.message : 'Something unexpected went wrong.',
    problems: [],
  }
}
