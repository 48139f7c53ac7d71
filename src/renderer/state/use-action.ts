import { useCallback, useState } from 'react'

export interface Action<Arguments extends unknown[]> {
  run: (...values: Arguments) => void
  busy: boolean
  /** Why the last try failed; null after one that went well, and from `clear` on. */
  error: unknown
  clear: () => void
}

/** Something the user does that takes a moment and can fail; the page shows the error where it happened. */
export function useAction<Arguments extends unknown[]>(
  act: (...values: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  const run = (...values: Arguments): void => {
    if (state.busy) return
    setState({ busy: true, error: null })
    act(...values).then(
      () => setState({ busy: false, error: null }),
      (error: unknown) => setState({ busy: false, error }),
    )
  }
  const clear = useCallback(() => setState((before) => ({ ...before, error: null })), [])
  return { run, busy: state.busy, error: state.error, clear }
}
