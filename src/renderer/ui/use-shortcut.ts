import { useEffect, useRef } from 'react'

const CHORD_MS = 1_000

/** Where a shortcut works: on the page while no dialog covers it, inside of an open dialog, or both. */
type Scope = 'page' | 'dialog' | 'anywhere'

/**
 * Does something when the user presses a shortcut. Keys without a modifier are left to fields and menus.
 *
 * @param keys such as `mod+enter`, `n`, or `g w`; undefined: none
 */
export function useShortcut(keys: string | undefined, action: () => void, scope: Scope = 'page'): void {
  const newestAction = useRef(action)
  useEffect(() => {
    newestAction.current = action
  })
  useEffect(() => {
    if (keys === undefined) return
    const strokes = keys.split(' ')
    let pressed = 0
    let pressedAt = 0
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return
      if (event.timeStamp - pressedAt > CHORD_MS) pressed = 0
      const stroke = strokes[pressed]
      if (stroke === undefined || !matches(event, stroke) || !isIn(scope)) {
        pressed = 0
        return
      }
      pressed += 1
      pressedAt = event.timeStamp
      if (pressed < strokes.length) return
      pressed = 0
      event.preventDefault()
      newestAction.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [keys, scope])
}

function matches(event: KeyboardEvent, stroke: string): boolean {
  const parts = stroke.split('+')
  const key = parts.at(-1)
  const mod = parts.includes('mod')
  if (event.key.toLowerCase() !== key || event.altKey) return false
  if ((event.metaKey || event.ctrlKey) !== mod) return false
  if (event.shiftKey !== parts.includes('shift') && /^[a-z]$/.test(key)) return false
  return mod || !isTaken(event.target)
}

function isIn(scope: Scope): boolean {
  if (scope === 'anywhere') return true
  const covered = document.querySelector('[role=dialog], [role=alertdialog]') !== null
  return covered === (scope === 'dialog')
}

/** Whether the key belongs to a field, or to a menu that is open. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[role=menu], [role=listbox]') !== null) return true
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role=textbox]'))
  )
}
