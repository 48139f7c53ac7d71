import { useCallback, useSyncExternalStore } from 'react'

/** The time, to the last full interval; it moves by itself while `ticking`. */
export function useNow(everyMs: number, ticking = true): number {
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (!ticking) return () => {}
      const timer = setInterval(onChange, everyMs)
      return () => clearInterval(timer)
    },
    [everyMs, ticking],
  )
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMs) * everyMs)
}
