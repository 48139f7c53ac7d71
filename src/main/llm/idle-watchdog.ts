import type { Dispatcher } from 'undici'
import { ModelFailure } from '@shared/errors'

/** How long a connection may be silent, in milliseconds. There is no limit for an answer as a whole. */
export interface IdleLimits {
  /** From sending the request until the first byte of the answer's body. */
  firstByteMs: number
  /** Between two pieces of the body, whatever is in them: pings and comments count. */
  nextByteMs: number
}

/**
 * Ends a request whose server has gone silent, with `ModelFailure` `timeout`, which is also given to `onSilence`:
 * what stands above may hide what a request ended with. Works on the bytes as they come from
 * the socket, below decompression and below the SDKs, whose own time-outs end with the response's headers.
 */
export function idleWatchdog(
  limits: IdleLimits,
  onSilence: (failure: ModelFailure) => void,
): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => dispatch(options, new WatchedHandler(handler, limits, onSilence))
}

class WatchedHandler implements Dispatcher.DispatchHandler {
  private readonly handler: Dispatcher.DispatchHandler
  private readonly limits: IdleLimits
  private readonly onSilence: (failure: ModelFailure) => void
  private timer: NodeJS.Timeout | undefined
  private limit = 0
  private pieces = 0

  constructor(
    handler: Dispatcher.DispatchHandler,
    limits: IdleLimits,
    onSilence: (failure: ModelFailure) => void,
  ) {
    this.handler = handler
    this.limits = limits
    this.onSilence = onSilence
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.watch(controller, this.limits.firstByteMs)
    this.handler.onRequestStart?.(controller, context)
  }

  onResponseStart(
    ...[controller, status, headers, message]: Parameters<
      NonNullable<Dispatcher.DispatchHandler['onResponseStart']>
    >
  ): void {
    this.handler.onResponseStart?.(controller, status, headers, message)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.pieces += 1
    if (this.pieces === 1) this.watch(controller, this.limits.nextByteMs)
    else this.timer?.refresh()
    this.handler.onResponseData?.(controller, chunk)
  }

  onResponseEnd(
    ...[controller, trailers]: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>
  ): void {
    clearTimeout(this.timer)
    this.handler.onResponseEnd?.(controller, trailers)
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.timer)
    this.handler.onResponseError?.(controller, error)
  }

  private watch(controller: Dispatcher.DispatchController, limit: number): void {
    clearTimeout(this.timer)
    this.limit = limit
    this.timer = setTimeout(() => this.expired(controller), limit)
  }

  /**
   * A process that was stopped for a while finds its timer expired and its bytes unread: the check comes after the
   * event loop has read what is there. A body that is paused because nobody reads it is not the server's silence.
   */
  private expired(controller: Dispatcher.DispatchController): void {
    const before = this.pieces
    setImmediate(() => {
      if (controller.aborted || this.pieces !== before) return
      if (controller.paused) {
        this.timer?.refresh()
        return
      }
      const failure = silence(this.limit, before > 0)
      this.onSilence(failure)
      controller.abort(failure)
    })
  }
}

function silence(limit: number, begun: boolean): ModelFailure {
  const seconds = Math.round(limit / 100) / 10
  return new ModelFailure({
    code: 'timeout',
    message: begun
      ? `The answer stopped arriving: no byte for ${seconds} s.`
      : `The server did not begin to answer within ${seconds} s.`,
    remedy: begun
      ? 'Retry the step.'
      : 'Retry the step, or check whether the server is busy loading the model.',
    retryable: true,
  })
}
