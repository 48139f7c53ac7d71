import { useEffect } from 'react'

/** What acts when it is clicked. */
const PRESSABLE = 'button, a[href], label'

/** A pointer that is held still moves by no more than this, px. */
const STILL = 4

/**
 * Lets what is pressed be clicked though the page moves under the pointer meanwhile: a press takes the focus from a
 * field, whose message goes, and the button is no longer where the pointer is let go. The browser then gives the click
 * to what contains both places. And what a click has brought under the pointer gets no press of the same double click,
 * which was never meant for it. Once for the whole document.
 */
export function usePressKept(): void {
  useEffect(keepPresses, [])
}

/** @returns ends it */
function keepPresses(): () => void {
  let press: { pressed: HTMLElement; x: number; y: number } | null = null
  /** What the first press of several in one place was on. */
  let first: HTMLElement | null = null
  let meantForFirst = false

  const onMouseDown = (event: MouseEvent): void => {
    const { target, button, detail, clientX, clientY } = event
    const pressed = button === 0 && target instanceof Element ? target.closest<HTMLElement>(PRESSABLE) : null
    if (detail <= 1) first = pressed
    meantForFirst = first !== null && !(target instanceof Node && first.contains(target))
    if (meantForFirst) swallow(event)
    press = pressed === null || meantForFirst ? null : { pressed, x: clientX, y: clientY }
  }
  const onClick = (event: MouseEvent): void => {
    if (meantForFirst && event.detail > 1) swallow(event)
    const begun = press
    press = null
    // A key has no count of clicks.
    if (begun === null || event.detail === 0) return
    const { pressed, x, y } = begun
    const hasLeft = Math.hypot(event.clientX - x, event.clientY - y) > STILL
    const hasIt = event.target instanceof Node && pressed.contains(event.target)
    if (hasLeft || hasIt || !pressed.isConnected) return
    swallow(event)
    pressed.click()
  }

  document.addEventListener('mousedown', onMouseDown, true)
  document.addEventListener('click', onClick, true)
  return () => {
    document.removeEventListener('mousedown', onMouseDown, true)
    document.removeEventListener('click', onClick, true)
  }
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}
