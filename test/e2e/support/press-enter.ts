import { expect, type Locator } from '@playwright/test'

/**
 * Presses Enter on a control when it can be pressed. A click waits for that by itself; a key does nothing on a button that
 * is not available yet.
 */
export async function pressEnter(control: Locator): Promise<void> {
  await expect(control).toBeEnabled()
  await control.press('Enter')
}
