import { expect, type Locator, type Page } from '@playwright/test'

const OVER = '[role=dialog], [role=alertdialog], [role=menu]'

/**
 * Presses with Enter each button of a part of the page that the keyboard reaches, and those that come up meanwhile; of
 * several with one name, one. Items of menus are pressed as well. What else opens over the page is closed with Escape.
 *
 * @param skip names of buttons that lead to another page
 * @returns the names of those that were pressed
 */
export async function pressEverything(
  page: Page,
  part: Locator,
  skip: readonly string[] = [],
): Promise<string[]> {
  const pressed: string[] = []
  const buttons = part.locator('button:not([tabindex="-1"]):visible')
  const items = page.getByRole('menuitem')
  for (;;) {
    const known = [...skip, ...pressed]
    let name = await focusOther(buttons, known)
    if (name === null) {
      // A sheet whose code is fetched at its first opening may lie over the page by now, or a list be on its way.
      await page.waitForLoadState('networkidle')
      await closeAll(page)
      name = await focusOther(buttons, known)
    }
    if (name === null) return pressed
    const opensMenu = await page.evaluate(`document.activeElement.ariaHasPopup === 'menu'`)
    await page.keyboard.press('Enter')
    // The row that it stood in may have gone just then: then it is looked for again.
    if (opensMenu === true && !(await isShownSoon(page.locator('[role^=menuitem]:focus')))) {
      await closeAll(page)
      continue
    }
    const item = await focusOther(items, known)
    if (item !== null) await page.keyboard.press('Enter')
    // Its menu is opened once more, until all of it was pressed.
    pressed.push(item ?? name)
    await closeAll(page)
  }
}

async function isShownSoon(place: Locator): Promise<boolean> {
  return place.waitFor({ timeout: 2_000 }).then(
    () => true,
    () => false,
  )
}

async function closeAll(page: Page): Promise<void> {
  await settle(page)
  const over = page.locator(OVER)
  for (let count = await over.count(); count > 0; count = await over.count()) {
    const before = count
    // The first Escape may only close a tooltip.
    await expect(async () => {
      await page.keyboard.press('Escape')
      await settle(page)
      expect(await over.count()).toBeLessThan(before)
    }).toPass()
  }
}

/** What was pressed has been drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
}

/** In one call, for the page changes while it is looked at. Null: there is no other. */
async function focusOther(buttons: Locator, known: readonly string[]): Promise<string | null> {
  return buttons.evaluateAll((all, names) => {
    for (const one of all) {
      const shown = [...one.childNodes].filter(
        (node) => !('ariaHidden' in node) || node.ariaHidden !== 'true',
      )
      const name = (one.ariaLabel ?? shown.map((node) => node.textContent).join('')).trim()
      if (names.includes(name)) continue
      one.focus()
      return name
    }
    return null
  }, known)
}

/** As they are read out. */
export async function namesOf(buttons: Locator): Promise<string[]> {
  return buttons.evaluateAll((all) =>
    all.map((one) => {
      const shown = [...one.childNodes].filter(
        (node) => !('ariaHidden' in node) || node.ariaHidden !== 'true',
      )
      return (one.ariaLabel ?? shown.map((node) => node.textContent).join('')).trim()
    }),
  )
}
