import { isCovered } from './is-covered'

/** Tells whether the page is covered: now, and whenever that changes. Call the answer to stop. */
export function watchCover(listener: (covered: boolean) => void): () => void {
  let covered = isCovered()
  listener(covered)
  const observer = new MutationObserver(() => {
    const now = isCovered()
    if (now === covered) return
    covered = now
    listener(covered)
  })
  // Whatever lies over the page is put beside it, right into the body.
  observer.observe(document.body, { childList: true })
  return () => observer.disconnect()
}
