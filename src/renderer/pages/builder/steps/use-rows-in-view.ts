import { useEffect, useState, type RefObject } from 'react'
import { useBuilder } from '../builder-context'
import { rowAt, type ListShape } from './list-shape'

/** Which rows have to be there, first and last included. */
export interface RowsInView {
  first: number
  last: number
  /** It has the focus, or is being dragged, and stays for as long. */
  keptStepId: string | null
}

/** Up to here all rows are there, whatever is in view. */
const FEW = 60
/** How many rows beyond the view are kept ready, so that neither scrolling nor the Tab key runs ahead of them. */
const AHEAD = 10
/** Rows come and go this many at a time, so that little scrolling changes nothing. */
const BATCH = 5

/** Which rows of a long list are in view or near it. */
export function useRowsInView(
  section: RefObject<HTMLElement | null>,
  count: number,
  shape: ListShape,
): RowsInView {
  const { view } = useBuilder()
  const [rows, setRows] = useState<RowsInView>({ first: 0, last: FEW - 1, keptStepId: null })
  const isLong = count > FEW
  useEffect(() => {
    const list = section.current?.querySelector('ol')
    const scroller = list?.closest('[data-scroll]')
    if (!isLong || list == null || scroller == null) return
    const update = (): void => {
      const above = scroller.getBoundingClientRect().top - list.getBoundingClientRect().top
      const first = downTo(rowAt(above, shape) - AHEAD)
      const last = downTo(rowAt(above + scroller.clientHeight, shape) + AHEAD) + BATCH
      const keptStepId = view.store.getState().draggedStepId ?? focusedStep(list)
      setRows((before) =>
        before.first === first && before.last === last ? before : { first, last, keptStepId },
      )
    }
    update()
    const observer = new ResizeObserver(update)
    observer.observe(scroller)
    scroller.addEventListener('scroll', update, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', update)
    }
  }, [isLong, section, shape, view])
  return rows
}

function downTo(row: number): number {
  return Math.floor(row / BATCH) * BATCH
}

function focusedStep(list: HTMLOListElement): string | null {
  const row = list.contains(document.activeElement) ? document.activeElement?.closest('[data-step-id]') : null
  return row instanceof HTMLElement ? (row.dataset['stepId'] ?? null) : null
}
