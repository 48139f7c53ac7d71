import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useBuilder } from './builder-context'

interface Renaming {
  /** Null: nothing is being typed. */
  typed: string | null
  setTyped: (typed: string) => void
  finish: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/**
 * Renames when the user is done typing, so that references follow the whole name and not each letter. A save waits for
 * it, too.
 *
 * @param rename gets what was typed, and may leave all as it is
 */
export function useRenaming(rename: (typed: string) => void): Renaming {
  const { view } = useBuilder()
  const [typed, setTyped] = useState<string | null>(null)
  const finish = (): void => {
    if (typed !== null) rename(typed)
    setTyped(null)
  }
  const newestFinish = useRef(finish)
  useEffect(() => {
    newestFinish.current = finish
  })
  useEffect(() => view.hold(() => newestFinish.current()), [view])
  // Also where the field goes without being left: its card was closed by a command, or the page was left.
  useLayoutEffect(() => () => newestFinish.current(), [])
  return {
    typed,
    setTyped,
    finish,
    onKeyDown: (event) => {
      if (event.key === 'Enter') finish()
      if (event.key === 'Escape') setTyped(null)
    },
  }
}
