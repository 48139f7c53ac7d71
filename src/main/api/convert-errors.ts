import { AsyncIteratorClass, ORPCError, type ORPCErrorConstructorMap, ValidationError } from '@orpc/server'
import type { errorMap } from '@shared/contract'
import { BatonError, type Problem } from '@shared/errors'
import { validationProblems } from './validation-problems'

/** Makes the errors of the contract; a handler's or middleware's `errors`. */
export type ContractErrors = ORPCErrorConstructorMap<typeof errorMap>

/**
 * The one place where errors of ours become errors of the contract.
 *
 * What no one foresaw becomes `INTERNAL` with a sentence that says nothing of it; `logDefect` gets it whole. An input
 * that its schema refuses never gets there, because oRPC's error for it holds the input: a key, perhaps.
 */
export function contractError(
  error: unknown,
  errors: ContractErrors,
  logDefect: (error: unknown) => void,
): ORPCError<string, unknown> {
  if (error instanceof BatonError) return ofBatonError(error, errors)
  if (error instanceof ORPCError) {
    if (error.defined) return error
    if (error.code === 'BAD_REQUEST') return ofRefusedInput(error.cause, errors)
  }
  logDefect(error)
  return errors.INTERNAL({
    message: 'Something went wrong inside Baton.',
    data: { remedy: 'Try again; if it happens again, please report it with the log.' },
  })
}

function ofBatonError(error: BatonError, errors: ContractErrors): ORPCError<string, unknown> {
  const { code, message, remedy } = error
  const data = remedy === undefined ? {} : { remedy }
  switch (code) {
    case 'INVALID':
      return errors.INVALID({ message, data: { ...data, problems: atLeastOne(error) } })
    case 'RATE_LIMITED':
      return errors.RATE_LIMITED({ message, data: { ...data, retryAfterMs: error.retryAfterMs ?? 0 } })
    case 'NOT_FOUND':
    case 'CONFLICT':
    case 'KEY_MISSING':
    case 'KEYCHAIN_UNAVAILABLE':
    case 'STORAGE_FULL':
    case 'STORAGE_CORRUPT':
    case 'NEWER_DATABASE':
    case 'INTERNAL':
      return errors[code]({ message, data })
  }
}

function atLeastOne({ problems, message }: BatonError): Problem[] {
  return problems.length > 0 ? problems : [{ path: [], message, severity: 'error' }]
}

function ofRefusedInput(cause: unknown, errors: ContractErrors): ORPCError<string, unknown> {
  const problems = validationProblems(cause instanceof ValidationError ? cause.issues : [])
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return errors.INVALID({ message: `${problems[0]?.message ?? ''}${more}`, data: { problems } })
}

/** The same items; what is thrown between them goes through `convert`, too. */
export function convertIteratorErrors<T>(
  iterator: AsyncIterator<T, unknown, undefined>,
  convert: (error: unknown) => unknown,
): AsyncIteratorClass<T, unknown, undefined> {
  return new AsyncIteratorClass(
    async () => {
      try {
        return await iterator.next()
      } catch (error) {
        throw convert(error)
      }
    },
    async () => {
      await iterator.return?.()
    },
  )
}
