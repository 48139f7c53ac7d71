/** Milliseconds: a page that is never idle gets no longer put off. */
const LONGEST = 2_000

/** Does something between two frames, when the page has nothing else to do; call the answer not to. */
export function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, 0)
    return () => clearTimeout(timer)
  }
  const request = requestIdleCallback(act, { timeout: LONGEST })
  return () => cancelIdleCallback(request)
}
