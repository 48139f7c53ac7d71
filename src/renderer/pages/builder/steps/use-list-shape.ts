import { useLayoutEffect, useMemo, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { ListShape } from './list-shape'

/** As in the style sheet: from this width down the margin is narrow. */
const NARROW = 860

/**
 * The list's shape as it was laid out. The browser tells the height of a card that was opened before it paints, and
 * what depends on it is drawn for the same frame; to measure earlier would cost a layout of its own.
 */
export function useListShape(
  section: RefObject<HTMLElement | null>,
  ids: readonly string[],
  openStepId: string | null,
): ListShape {
  const [{ stepId, openHeight, narrow }, setMeasured] = useState({
    stepId: openStepId,
    openHeight: 0,
    narrow: false,
  })
  useLayoutEffect(() => {
    const element = section.current
    if (element === null) return
    const card = openStepId === null ? null : element.querySelector('[data-open-card]')
    const measure = (): void => {
      const next = {
        stepId: openStepId,
        openHeight: card instanceof HTMLElement ? card.offsetHeight : 0,
        narrow: element.clientWidth <= NARROW,
      }
      flushSync(() =>
        setMeasured((before) =>
          before.stepId === next.stepId &&
          before.openHeight === next.openHeight &&
          before.narrow === next.narrow
            ? before
            : next,
        ),
      )
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    if (card !== null) observer.observe(card)
    return () => observer.disconnect()
  }, [section, openStepId])
  const open = stepId === null ? -1 : ids.indexOf(stepId)
  return useMemo(() => ({ open, openHeight, narrow }), [open, openHeight, narrow])
}
