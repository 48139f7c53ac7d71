import { useEffect, useRef, type RefObject } from 'react'
import { useView } from '../builder-context'

/**
 * Brings a panel into view when the sheet that began it is closed, and keeps it there while it grows; for as long as
 * the user has not scrolled away from it.
 */
export function useKeptInView(panel: RefObject<HTMLElement | null>, stepId: string, growing: boolean): void {
  const inSheet = useView((view) => view.triedStepId === stepId)
  const wasInSheet = useRef(inSheet)
  useEffect(() => {
    if (wasInSheet.current && !inSheet) show(panel.current)
    wasInSheet.current = inSheet
  }, [panel, inSheet])

  useEffect(() => {
    const element = panel.current
    if (!growing || element === null) return
    const follow = (): void => {
      if (beginsInView(element)) show(element)
    }
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    return () => {
      observer.disconnect()
      // The last piece often comes together with the news that it was the last.
      follow()
    }
  }, [panel, growing])
}

function beginsInView(element: HTMLElement): boolean {
  const scroller = element.closest('[data-scroll]')
  if (scroller === null) return false
  const { top } = element.getBoundingClientRect()
  const { top: first, bottom: last } = scroller.getBoundingClientRect()
  return top >= first && top < last
}

function show(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
