import { AsyncIteratorClass } from '@orpc/server'

/**
 * A stream until the listener leaves or its call is aborted. A generator alone would not end while it waits for what
 * comes next: to be left, it has to be told.
 */
export function leavableStream<T>(
  open: (signal: AbortSignal) => AsyncGenerator<T, void, void>,
  signal: AbortSignal | undefined,
): AsyncIteratorClass<T, void, void> {
  const left = new AbortController()
  const items = open(signal === undefined ? left.signal : AbortSignal.any([left.signal, signal]))
  return new AsyncIteratorClass(
    () => items.next(),
    async () => {
      left.abort()
      await items.return()
    },
  )
}
