import { useEffect } from 'react'
import { focusPath, putFocus, type FocusPath } from './focus-path'

/**
 * Keeps the focus from falling to the very top of the document when what has it goes: it stays as near as it can, or
 * goes where `data-focus-then` says. Once for the whole document.
 */
export function useFocusKept(): void {
  useEffect(keepFocus, [])
}

/** @returns ends it */
function keepFocus(): () => void {
  let path: FocusPath = []
  /** Where the focus was before it went to a message, which does not stay. */
  let pathBefore: FocusPath = []
  let pressed = false
  let asked = false

  const onFocusIn = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return
    const here = focusPath(target)
    const message = target.closest('[data-passing]')
    if (message === null) {
      path = here
      return
    }
    if (!path.includes(message)) pathBefore = path
    path = [...here.slice(0, here.indexOf(message) + 1), ...pathBefore]
  }
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    // Whoever clicks beside everything wants the focus to be nowhere.
    if (pressed && relatedTarget === null) path = []
  }
  // The focus goes with the press itself. Its end may never be told, and on a busy page come before any other task.
  const onMouseDown = (): void => {
    pressed = true
    setTimeout(onMouseUp, 0)
  }
  const onMouseUp = (): void => {
    pressed = false
  }
  const isLost = (): boolean => path.length > 0 && document.activeElement === document.body
  const look = (): void => {
    if (asked || !isLost()) return
    asked = true
    // What comes in its place may want the focus, and a dialog gives it back itself: they go first.
    setTimeout(() => {
      asked = false
      if (isLost()) putFocus(path)
    }, 0)
  }

  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', onFocusIn)
  document.addEventListener('focusout', onFocusOut)
  document.addEventListener('mousedown', onMouseDown, true)
  document.addEventListener('mouseup', onMouseUp, true)
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', onFocusIn)
    document.removeEventListener('focusout', onFocusOut)
    document.removeEventListener('mousedown', onMouseDown, true)
    document.removeEventListener('mouseup', onMouseUp, true)
  }
}
