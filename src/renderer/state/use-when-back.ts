import { useEffect } from 'react'
import { useAppState } from './app-state'

/**
 * Does something when the user comes back to the window: much may have happened meanwhile, in other windows and on the
 * command line. Not while the connection is lost.
 *
 * @param onBack the same function at each rendering
 */
export function useWhenBack(onBack: () => void): void {
  const { status } = useAppState().connection
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible' && status.getState().phase === 'open') onBack()
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [status, onBack])
}
