import { useEffect, useState, type RefObject } from 'react'
import { useBuilder } from '../builder-context'

/** Up to here all rows are there, whatever is in view. */
const FEW = 60
/** How far beyond the view rows are kept ready, so that neither scrolling nor the Tab key runs ahead of them. */
const MARGIN = '700px 0px'

/**
 * Which rows of a long list have to be there: those in view and near it. A row with the focus stays, and while one is
 * dragged all stay that were seen. Null: all of them.
 */
export function useRowsInView(
  list: RefObject<HTMLOListElement | null>,
  ids: readonly string[],
): ReadonlySet<string> | null {
  const { view } = useBuilder()
  const [inView, setInView] = useState<ReadonlySet<string>>(() => new Set(ids.slice(0, FEW)))
  const isLong = ids.length > FEW
  useEffect(() => {
    const element = list.current
    if (!isLong || element === null) return
    const update = (entries: IntersectionObserverEntry[]): void =>
      setInView((before) => {
        const next = new Set(before)
        for (const { target, isIntersecting } of entries) {
          const id = target instanceof HTMLElement ? (target.dataset['stepId'] ?? '') : ''
          if (isIntersecting) next.add(id)
          else if (!view.store.getState().dragging && !target.contains(document.activeElement))
            next.delete(id)
        }
        return next.size === before.size && next.isSubsetOf(before) ? before : next
      })
    const observer = new IntersectionObserver(update, {
      root: element.closest('[data-scroll]'),
      rootMargin: MARGIN,
    })
    // A row that comes or goes is another element, so that they are looked at anew after each change.
    for (const row of element.children) observer.observe(row)
    return () => observer.disconnect()
  }, [isLong, list, ids, inView, view])
  return isLong ? inView : null
}
