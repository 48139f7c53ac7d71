import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react'

/**
 * Enter that was pressed before all was found means the best of it, not what happened to be there first. Pressed once
 * more, it means what is there.
 *
 * @param entered what was typed when it was pressed before anybody listened; null: it was not
 * @param isSearching more may be found still
 * @param choose does what stands first
 * @returns for the key, before anybody else hears of it
 */
export function useHeldEnter(
  entered: string | null,
  search: string,
  isSearching: boolean,
  choose: () => void,
): (event: KeyboardEvent) => void {
  /** What was typed when Enter was pressed; null: it is not held. */
  const held = useRef(entered)
  const chooseNow = useEffectEvent(choose)
  useEffect(() => {
    const isHeld = held.current === search
    // Whoever types on has not decided yet.
    if (!isHeld || !isSearching) held.current = null
    if (isHeld && !isSearching) chooseNow()
  }, [search, isSearching])
  return (event) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (!isSearching || held.current === search) return
    event.preventDefault()
    held.current = search
  }
}
