import { implement } from '@orpc/server'
import { contract } from '@shared/contract'
import type { ApiContext } from './api-context'
import { contractError, convertIteratorErrors } from './convert-errors'

/**
 * What every procedure is implemented with. Its middleware runs around everything, the validation of the input
 * included, and around each item of a stream.
 */
export const implementation = implement(contract)
  .$context<ApiContext>()
  .use(async ({ next, errors, context, path, signal }, _input, output) => {
    const convert = (error: unknown) =>
      signal?.aborted === true && error === signal.reason
        ? error // The caller has left, and is the only one who could be told.
        : contractError(error, errors, (defect) => context.log(defect, path.join('.')))
    try {
      const result = await next()
      if (!isAsyncIterator(result.output)) return result
      return output(convertIteratorErrors(result.output, convert))
    } catch (error) {
      throw convert(error)
    }
  })

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown, unknown, undefined> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value
}
