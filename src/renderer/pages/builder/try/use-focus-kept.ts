import { useEffect, useRef, type RefObject } from 'react'

/** When the trial ends, its Stop button goes; a focus that was on it goes on to what stands there then. */
export function useFocusKept(panel: RefObject<HTMLElement | null>, running: boolean): void {
  const wasRunning = useRef(running)
  useEffect(() => {
    if (wasRunning.current && !running && document.activeElement === document.body) {
      panel.current?.querySelector('button')?.focus({ preventScroll: true })
    }
    wasRunning.current = running
  }, [panel, running])
}
