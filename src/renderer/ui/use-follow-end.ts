import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'

interface FollowEnd {
  scroller: RefObject<HTMLDivElement | null>
  following: boolean
  follow: () => void
}

/** Nearer to the end than this counts as being there. */
const NEAR = 32

/** Keeps the end of a growing text in view until the user scrolls up, and again when they are back at the end. */
export function useFollowEnd(live: boolean, text: string): FollowEnd {
  const scroller = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)

  const wasLive = useRef(live)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    // The last piece often comes together with the news that it was the last. A text that is there all at once is read
    // from its beginning.
    const isLast = wasLive.current && element.scrollTop > 0
    if ((live || isLast) && following) element.scrollTop = element.scrollHeight
    wasLive.current = live
  }, [live, following, text])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    let lastTop = element.scrollTop
    const onScroll = (): void => {
      const atEnd = element.scrollHeight - element.clientHeight - element.scrollTop < NEAR
      if (atEnd) setFollowing(true)
      // Only the user scrolls up; a text that grows leaves the place where it is.
      else if (element.scrollTop < lastTop) setFollowing(false)
      lastTop = element.scrollTop
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [])

  return { scroller, following, follow: useCallback(() => setFollowing(true), []) }
}
