import { useEffect, useRef, type RefObject } from 'react'

/** Whoever leaves for another page without having had the focus anywhere begins at the top of that page. */
export function useFocusOnPage(main: RefObject<HTMLElement | null>, pathname: string): void {
  const former = useRef(pathname)
  useEffect(() => {
    const before = former.current
    former.current = pathname
    // The bare address leads on by itself; whoever has just come begins at the top of all.
    if (before === pathname || before === '/') return
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [main, pathname])
}
