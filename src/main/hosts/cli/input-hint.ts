import { BatonError } from '@shared/errors'
import type { RunInput } from '@shared/model/run'
import { problemsOf } from './describe-error'

/** The error, and how an input is given here where that is what it is about. */
export function withInputHint(error: unknown, input: RunInput | undefined): unknown {
  const problems = problemsOf(error)
  const isAboutInput = problems.some(
    ({ path, message }) => path[0] === 'input' || message.includes('{{input'),
  )
  if (!isAboutInput || !(error instanceof Error) || typeof input === 'object') return error
  const remedy =
    input === undefined
      ? 'The input is given with --input TEXT, --input-file PATH, --input-json JSON, or "-" for standard input.'
      : 'An object is given with --input-json JSON.'
  return new BatonError('INVALID', error.message, { problems, remedy, cause: error })
}
