import { useRef, type KeyboardEvent, type RefObject } from 'react'
import { useShortcut } from './use-shortcut'

interface RowKeyActions<T> {
  /** R; absent: the rows have nothing to run. */
  run?: (row: T) => void
  /** Delete; absent: the rows stay. */
  remove?: (row: T) => void
}

interface RowKeys {
  /** For what is around the list. */
  area: RefObject<HTMLDivElement | null>
  /** For the name of each row; its buttons keep their keys for themselves. */
  onRowKey: (event: KeyboardEvent, index: number) => void
}

/**
 * The keys of a list whose rows are links with an `aria-posinset`: the arrows go from name to name, ↓ leads into the list
 * from anywhere on the page, and what else a row can do is done by a key as well. Enter is the link's own.
 */
export function useRowKeys<T>(rows: readonly T[], { run, remove }: RowKeyActions<T>): RowKeys {
  const area = useRef<HTMLDivElement>(null)
  useShortcut('nextRow', () => focusRow(area.current, 0))

  const onRowKey = (event: KeyboardEvent, index: number): void => {
    const row = rows[index]
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'ArrowDown') focusRow(area.current, index + 1)
    else if (event.key === 'ArrowUp') focusRow(area.current, index - 1)
    else if (event.key === 'r' && run !== undefined && row !== undefined) run(row)
    else if (event.key === 'Delete' && remove !== undefined && row !== undefined) remove(row)
    else return
    event.preventDefault()
  }
  return { area, onRowKey }
}

function focusRow(area: HTMLElement | null, index: number): void {
  area?.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] a`)?.focus()
}
