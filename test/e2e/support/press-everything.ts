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
    let button = await focusOther(buttons, known)
    if (button === null) {
      // What was pressed last may have changed the list, or lie over it by now.
      await closeAll(page)
      button = await focusOther(buttons, known)
    }
    if (button === null) return pressed
    await page.keyboard.press('Enter')
    // A sheet whose code came just then may take the key, and close the menu: what it was meant for is pressed again.
    if (!button.opensMenu) {
      if ((await lastPressed(page)) === button.name) pressed.push(button.name)
    } else if (await isShownSoon(page.locator('[role^=menuitem]:focus'))) {
      const item = await focusOther(items, known)
      if (item !== null) {
        await page.keyboard.press('Enter')
        if ((await lastPressed(page)) === item.name) pressed.push(item.name)
      } else if (await page.locator('[role^=menuitem]').first().isVisible()) {
        // It is opened again and again until all of it was pressed.
        pressed.push(button.name)
      }
    }
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
    // What has closed gives the focus back, and a menu that is opened before it does would lose it.
    await settle(page)
  }
}

/** What was pressed has been drawn, and what was to be done right after it is done. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))`,
  )
}

interface FocusedButton {
  name: string
  opensMenu: boolean
}

/** In one call, for the page changes while it is looked at. Null: there is no other. */
async function focusOther(buttons: Locator, known: readonly string[]): Promise<FocusedButton | null> {
  return buttons.evaluateAll((all, names) => {
    for (const one of all) {
      const shown = [...one.childNodes].filter(
        (node) => !('ariaHidden' in node) || node.ariaHidden !== 'true',
      )
      const name = (one.ariaLabel ?? shown.map((node) => node.textContent).join('')).trim()
      if (names.includes(name)) continue
      one.focus()
      const told = () => Object.assign(globalThis, { lastPressed: name })
      one.addEventListener('keydown', told, { capture: true, once: true })
      return { name, opensMenu: one.ariaHasPopup === 'menu' }
    }
    return null
  }, known)
}

async function lastPressed(page: Page): Promise<unknown> {
  return page.evaluate('window.lastPressed')
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
