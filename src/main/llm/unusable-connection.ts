import { ModelFailure } from '@shared/errors'

/** What a request fails with where its connection can't be used as it is. */
export function unusableConnection(problem: string): ModelFailure {
  return new ModelFailure({
    code: 'bad_request',
    message: problem,
    remedy: 'Correct the connection.',
    retryable: false,
  })
}
