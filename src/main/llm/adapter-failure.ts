import type { ModelRequest } from '@main/engine/ports'
import { ModelFailure } from '@shared/errors'
import type { AdapterOptions } from './adapter-options'
import type { BoundFetch } from './http-fetch'
import { mapError, streamCut } from './map-error'

/**
 * Why an adapter's request ended without its protocol's terminal event: what to throw. The caller's abort comes
 * first, then what was decided on the way (time-out, foreign address), then what the SDK threw, if it threw at all:
 * both SDKs end their iteration normally when a stream is cut or aborted.
 */
export function adapterFailure(
  error: unknown,
  request: ModelRequest,
  options: AdapterOptions,
  transport: BoundFetch,
  signal: AbortSignal,
): unknown {
  if (signal.aborted) return signal.reason
  const decided = transport.failure()
  if (decided !== undefined) return decided
  if (error === undefined)
    return streamCut(`The answer from "${options.connection}" ended before it was complete.`)
  if (error instanceof ModelFailure) return error
  return mapError(error, {
    connection: options.connection,
    model: request.model,
    key: options.key,
    prompts: [request.systemPrompt, ...request.messages.map(({ content }) => content)],
    now: options.now(),
  })
}
