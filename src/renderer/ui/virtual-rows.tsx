import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import './virtual-rows.css'

interface VirtualRowsProps {
  label: string
  count: number
  /** Pixels; every row has this height. */
  rowHeight: number
  /** A list item, positioned by the style it gets. */
  renderRow: (index: number, place: RowPlace) => ReactNode
  /** How many rows, from the first, are needed for what is in view. */
  onNeed: (rows: number) => void
  /** The row with this index has the focus now. */
  onRowFocus?: (index: number) => void
}

export interface RowPlace {
  style: { transform: string; height: number }
  'aria-setsize': number
  'aria-posinset': number
}

/** Rows kept ready beyond what is in view, so that neither scrolling nor the arrow keys run ahead of them. */
const SPARE = 12

/** A list of any length of which only the rows in view exist. It scrolls with the nearest `data-scroll` around it. */
export function VirtualRows({ label, count, rowHeight, renderRow, onNeed, onRowFocus }: VirtualRowsProps) {
  const list = useRef<HTMLUListElement>(null)
  const [range, setRange] = useState({ first: 0, last: SPARE * 2 })
  // The row with the focus stays, however far it is scrolled away.
  const [focused, setFocused] = useState<number | null>(null)

  useLayoutEffect(() => {
    const scroller = list.current?.closest('[data-scroll]')
    if (list.current === null || !scroller) return
    const measure = (): void => {
      if (list.current === null) return
      const above = scroller.getBoundingClientRect().top - list.current.getBoundingClientRect().top
      const first = Math.max(0, Math.floor(above / rowHeight) - SPARE)
      const last = Math.ceil((above + scroller.clientHeight) / rowHeight) + SPARE
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    scroller.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', measure)
    }
  }, [rowHeight])

  useLayoutEffect(() => {
    const element = list.current
    const onFocus = (event: FocusEvent): void => {
      const index = indexOf(event.target)
      setFocused(index)
      if (index !== null) onRowFocus?.(index)
    }
    const onBlur = (): void => setFocused(null)
    element?.addEventListener('focusin', onFocus)
    element?.addEventListener('focusout', onBlur)
    return () => {
      element?.removeEventListener('focusin', onFocus)
      element?.removeEventListener('focusout', onBlur)
    }
  }, [onRowFocus])

  const end = Math.min(count, range.last)
  useLayoutEffect(() => onNeed(range.last), [onNeed, range.last])

  const indexes = Array.from({ length: Math.max(0, end - range.first) }, (_, offset) => range.first + offset)
  if (focused !== null && focused < count && !indexes.includes(focused)) indexes.push(focused)
  return (
    <ul ref={list} className="list virtual-rows" aria-label={label} style={{ height: count * rowHeight }}>
      {indexes.map((index) =>
        renderRow(index, {
          style: { transform: `translateY(${index * rowHeight}px)`, height: rowHeight },
          'aria-setsize': count,
          'aria-posinset': index + 1,
        }),
      )}
    </ul>
  )
}

function indexOf(target: EventTarget | null): number | null {
  if (!(target instanceof Element)) return null
  const position = target.closest('[aria-posinset]')?.getAttribute('aria-posinset')
  return position == null ? null : Number(position) - 1
}
