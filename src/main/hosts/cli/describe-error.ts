import { CommanderError } from 'commander'
import { BatonError, type ErrorCode, type Problem } from '@shared/errors'
import { exitCodeOfError, type ExitCode } from './exit-codes'
import { formatProblem } from './format-problem'
import { printableLine } from './printable-text'
import { UsageError } from './usage-error'
import { usageSentence } from './usage-sentence'

/** What the user is told of an error. */
export interface ErrorDescription {
  exitCode: ExitCode
  /** A sentence. */
  message: string
  /** What to do next. */
  remedy?: string | undefined
  /** One line each. */
  details: string[]
}

/** What crosses the API as an error: a code of Baton's own, and data that fits it. */
interface ApiError extends Error {
  code: ErrorCode
  data?: { remedy?: string; problems?: Problem[] } | undefined
}

export function describeError(error: unknown): ErrorDescription {
  if (error instanceof UsageError) {
    return { exitCode: 2, message: error.message, remedy: error.remedy, details: error.choices }
  }
  if (error instanceof CommanderError) {
    const remedy = 'The manual is "baton --help"; "baton help COMMAND" tells about a command.'
    return { exitCode: error.exitCode === 0 ? 0 : 2, message: usageSentence(error), remedy, details: [] }
  }
  if (error instanceof BatonError) return describe(error, error.remedy, error.problems)
  if (isApiError(error)) return describe(error, error.data?.remedy, error.data?.problems ?? [])
  return {
    exitCode: 1,
    message: `Baton has a defect: ${printableLine(error instanceof Error ? error.message : String(error))}`,
    remedy: 'Run the command again with --verbose for the details.',
    details: [],
  }
}

function describe(
  error: { code: ErrorCode; message: string },
  remedy: string | undefined,
  problems: Problem[],
): ErrorDescription {
  const exitCode = exitCodeOfError(error.code)
  const [first] = problems
  if (first === undefined) return { exitCode, message: printableLine(error.message), remedy, details: [] }
  if (problems.length === 1) return { exitCode, message: formatProblem(first), remedy, details: [] }
  const message = `There are ${problems.length} problems:`
  return { exitCode, message, remedy, details: problems.map(formatProblem) }
}

/** The stack of an error and of its causes, for `--verbose`. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`
  return (error.stack ?? error.message) + cause
}

/** By shape: an error that came through the API is of a class of the API's library. */
function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && 'code' in error && isErrorCode(error.code)
}

const ERROR_CODES: Record<ErrorCode, true> = {
  NOT_FOUND: true,
  INVALID: true,
  CONFLICT: true,
  RATE_LIMITED: true,
  KEY_MISSING: true,
  KEYCHAIN_UNAVAILABLE: true,
  STORAGE_FULL: true,
  STORAGE_CORRUPT: true,
  NEWER_DATABASE: true,
  INTERNAL: true,
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code)
}

/** What the API found wrong; nothing for any other error. */
export function problemsOf(error: unknown): Problem[] {
  return isApiError(error) ? (error.data?.problems ?? []) : []
}

/** Whether the API answered with this code. */
export function hasCode(error: unknown, code: ErrorCode): boolean {
  return isApiError(error) && error.code === code
}
