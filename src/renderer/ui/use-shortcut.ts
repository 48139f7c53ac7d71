import { commandOf, type CommandName, type CommandPlace } from '@shared/commands'
import { useEffect, useRef } from 'react'
import { isCovered } from './is-covered'

const CHORD_MS = 1_000

/**
 * Does something when the user presses the keys of a command. Keys without a modifier are left to fields and menus.
 *
 * @param command undefined: none
 */
export function useShortcut(command: CommandName | undefined, action: () => void): void {
  const newestAction = useRef(action)
  useEffect(() => {
    newestAction.current = action
  })
  useEffect(() => {
    if (command === undefined) return
    const { keys, alsoKeys, place } = commandOf(command)
    const ends = [keys, alsoKeys]
      .filter((each) => each !== undefined)
      .map((each) =>
        listenForKeys(
          each,
          () => isReached(command, place),
          () => newestAction.current(),
        ),
      )
    return () => ends.forEach((end) => end())
  }, [command])
}

/** @returns ends it */
function listenForKeys(keys: string, isReachedNow: () => boolean, onPressed: () => void): () => void {
  const strokes = keys.split(' ')
  // What ends a chord is no key of the row that has the focus, so it is taken before the row sees it.
  const isChord = strokes.length > 1
  let pressed = 0
  let pressedAt = 0
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return
    if (event.timeStamp - pressedAt > CHORD_MS) pressed = 0
    const stroke = strokes[pressed]
    if (stroke === undefined || !isStroke(event, stroke) || !isReachedNow()) {
      pressed = 0
      return
    }
    pressed += 1
    pressedAt = event.timeStamp
    if (pressed < strokes.length) return
    pressed = 0
    event.preventDefault()
    if (isChord) event.stopPropagation()
    onPressed()
  }
  window.addEventListener('keydown', onKeyDown, isChord)
  return () => window.removeEventListener('keydown', onKeyDown, isChord)
}

function isStroke(event: KeyboardEvent, stroke: string): boolean {
  const parts = stroke.split('+')
  const key = parts.at(-1) ?? ''
  const mod = parts.includes('mod')
  if (event.key.toLowerCase() !== (KEY_NAMES[key] ?? key) || event.altKey) return false
  if ((event.metaKey || event.ctrlKey) !== mod) return false
  if (event.shiftKey !== parts.includes('shift') && /^[a-z]$/.test(key)) return false
  return mod || !isTaken(event.target)
}

/** What browsers call keys that the table calls otherwise. */
const KEY_NAMES: Record<string, string> = { up: 'arrowup', down: 'arrowdown', space: ' ' }

/** The page is out of reach while a dialog covers it; the palette's keys close it again, and a message stays on top. */
function isReached(command: CommandName, place: CommandPlace): boolean {
  if (command === 'palette' || place === 'message') return true
  return isCovered() === (place === 'sheet')
}

/** Whether the key belongs to a field, or to a menu that is open. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector(':is([role=menu], [role=listbox]):not([hidden])') !== null) return true
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role=textbox]'))
  )
}
