import type { Locator, Page } from '@playwright/test'
import { card, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'

/** Of two elements, how far apart they are is held to be more than this. */
const MOVED = 15

test.beforeEach(async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letters',
    steps: [{ label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' }],
  })
  await openInBuilder(page, 'Letters')
  await page.getByRole('button', { name: 'Draft', exact: true }).click()
})

test('what is pressed is clicked, though leaving a field moves it under the pointer', async ({ page }) => {
  const quickAdd = page.getByRole('group', { name: 'Quick add' })
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('{{steps.Nobody.content}}')
  await expect(page.getByRole('group', { name: 'Problem' })).toBeVisible()
  await pressAndWait(page, quickAdd.getByRole('button', { name: 'Review' }))
  await expect(card(page, 2)).toHaveAccessibleName('Review')
})

test('what is pressed is not clicked where the pointer leaves it', async ({ page }) => {
  const button = page.getByRole('group', { name: 'Quick add' }).getByRole('button', { name: 'Review' })
  await button.hover()
  await page.mouse.down()
  await page.mouse.move(600, 20, { steps: 5 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Collapse', exact: true }).click()
  await expect(card(page, 1)).toBeVisible()
  await expect(card(page, 2)).toBeHidden()
})

/** Presses the mouse on the button, and lets go when the button is somewhere else. */
async function pressAndWait(page: Page, button: Locator): Promise<void> {
  await button.hover()
  const before = await topOf(button)
  await page.mouse.down()
  await expect.poll(async () => Math.abs((await topOf(button)) - before)).toBeGreaterThan(MOVED)
  await page.mouse.up()
}

async function topOf(button: Locator): Promise<number> {
  return (await button.boundingBox())?.y ?? Number.NaN
}
