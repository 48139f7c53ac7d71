import type { Dispatcher } from 'undici'

const DONE = '[DONE]'
const TAIL = 64

/** Watches whether a streamed body came to an end that can't be a cut. */
export interface BodyEnd {
  interceptor: Dispatcher.DispatcherComposeInterceptor
  /**
   * To be asked when reading ended without an error. True where HTTP knows the body's length, by number or by
   * chunks, as a cut is an error then; else (HTTP/1.0, `Connection: close`) where the last bytes were `[DONE]`.
   */
  ended(): boolean
}

export function watchBodyEnd(): BodyEnd {
  let framed = false
  let tail = ''
  return {
    interceptor: (dispatch) => (options, handler) =>
      dispatch(options, {
        onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
        onResponseStart(controller, status, headers, message) {
          framed = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
          handler.onResponseStart?.(controller, status, headers, message)
        },
        onResponseData(controller, chunk) {
          if (!framed) tail = (tail + chunk.subarray(-TAIL).toString('latin1')).slice(-TAIL)
          handler.onResponseData?.(controller, chunk)
        },
        onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
        onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
      }),
    ended: () => framed || tail.includes(DONE),
  }
}
