import { expect, type Page } from '@playwright/test'

/** Looks on while a test works: from now on, and after each reload. */
export async function watchFocus(page: Page): Promise<void> {
  await page.addInitScript(WATCH)
  await page.evaluate(WATCH)
}

/** Nothing that had the focus has gone and left it nowhere. */
export async function expectFocusKept(page: Page): Promise<void> {
  expect(await page.evaluate('window.focusLosses')).toEqual([])
}

/** What is still on the body a while later is lost; what comes in the place of something gets its chance. */
const WATCH = `(() => {
  let last = null
  let moves = 0
  window.focusLosses = []
  const nameOf = (element) => element.tagName + ' ' + (element.ariaLabel ?? element.textContent.slice(0, 40))
  const begin = () => {
    document.addEventListener('focusin', ({ target }) => {
      last = nameOf(target)
      moves += 1
    })
    const isLost = () => last !== null && document.activeElement === document.body
    new MutationObserver(() => {
      if (!isLost()) return
      const movesThen = moves
      requestAnimationFrame(() => setTimeout(() => {
        // It may have been kept meanwhile, and something else have gone just now.
        if (!isLost() || moves !== movesThen) return
        window.focusLosses.push(last)
        last = null
      }, 250))
    }).observe(document.body, { childList: true, subtree: true })
  }
  if (document.body === null) addEventListener('DOMContentLoaded', begin)
  else begin()
})()`
