import { useCallback, useState, type RefCallback } from 'react'
import { focusPath, leadOn, putFocus } from './focus-path'

interface FocusBack {
  ref: RefCallback<HTMLElement>
  onCloseAutoFocus: (event: Event) => void
}

/**
 * For the content of a dialog that no trigger of its own opens: gives the focus back to whatever had it before. Where
 * that is gone, because it stood in a menu or in another dialog, it goes to what had opened that one, and at last to
 * the page.
 */
export function useFocusBack(): FocusBack {
  const [path] = useState(() => focusPath(document.activeElement))
  const ref = useCallback(
    (content: HTMLElement | null): void => {
      if (content !== null) leadOn(content, path)
    },
    [path],
  )
  const onCloseAutoFocus = (event: Event): void => {
    event.preventDefault()
    // What came in its place has taken the focus already.
    if (document.activeElement === document.body) putFocus(path)
  }
  return { ref, onCloseAutoFocus }
}
