import { useLayoutEffect, useState, type RefObject } from 'react'

/** As in the style sheet: from this width down the margin is narrow. */
const NARROW = 860

/** How high the open card is, and whether there is little width; all other heights are known. */
export function useOpenCardHeight(
  section: RefObject<HTMLElement | null>,
  openStepId: string | null,
): { height: number; narrow: boolean } {
  const [measured, setMeasured] = useState({ height: 0, narrow: false })
  useLayoutEffect(() => {
    const element = section.current
    if (element === null) return
    const card = openStepId === null ? null : element.querySelector('[data-open-card]')
    const measure = (): void => {
      const height = card instanceof HTMLElement ? card.offsetHeight : 0
      const narrow = element.clientWidth <= NARROW
      setMeasured((before) =>
        before.height === height && before.narrow === narrow ? before : { height, narrow },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    if (card !== null) observer.observe(card)
    return () => observer.disconnect()
  }, [section, openStepId])
  return measured
}
