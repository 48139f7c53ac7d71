import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'

interface FollowEnd {
  scroller: RefObject<HTMLDivElement | null>
  /** What grows inside of the scroller. */
  content: RefObject<HTMLDivElement | null>
  following: boolean
  follow: () => void
}

/** Nearer to the end than this counts as being there. */
const NEAR = 32

/**
 * Keeps the end of a growing text in view until the user scrolls up, and again when they are back at the end. A text
 * grows without a new letter, too: when it gets its format, when a part of it is laid out, when the window is narrower.
 */
export function useFollowEnd(live: boolean, text: string): FollowEnd {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  /** Where the scroller stood last, so that it is known when somebody scrolls up. */
  const lastTop = useRef(0)
  const [following, setFollowing] = useState(true)
  /** The same, known before the next drawing: a text must not grow away under who has just scrolled up. */
  const isFollowing = useRef(true)
  const setFollows = useCallback((follows: boolean) => {
    isFollowing.current = follows
    setFollowing(follows)
  }, [])

  const goToEnd = useCallback(() => {
    const element = scroller.current
    if (element === null || !isFollowing.current) return
    element.scrollTop = element.scrollHeight
    lastTop.current = element.scrollTop
  }, [])

  const wasLive = useRef(live)
  useLayoutEffect(() => {
    // The last piece often comes together with the news that it was the last. A text that is there all at once is read
    // from its beginning.
    const isLast = wasLive.current && (scroller.current?.scrollTop ?? 0) > 0
    if ((live || isLast) && following) goToEnd()
    wasLive.current = live
  }, [live, following, text, goToEnd])

  useLayoutEffect(() => {
    if (!live || !following || scroller.current === null || content.current === null) return
    const observer = new ResizeObserver(goToEnd)
    observer.observe(content.current)
    observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [live, following, goToEnd])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const onScroll = (): void => {
      const atEnd = element.scrollHeight - element.clientHeight - element.scrollTop < NEAR
      if (atEnd) setFollows(true)
      // Only the user scrolls up; a text that grows leaves the place where it is.
      else if (element.scrollTop < lastTop.current) setFollows(false)
      lastTop.current = element.scrollTop
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [setFollows])

  return { scroller, content, following, follow: useCallback(() => setFollows(true), [setFollows]) }
}
