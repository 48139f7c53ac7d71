import type { Locator, Page } from '@playwright/test'
import { card, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, showStep } from './support/run-page'

/** Of two elements, how far apart they are is held to be more than this. */
const MOVED = 15

test.beforeEach(async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letters',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' },
      { label: 'Check', stepType: 'review', prompt: '{{steps.Draft.content}}' },
    ],
  })
})

async function openDraft(page: Page): Promise<void> {
  await openInBuilder(page, 'Letters')
  await page.getByRole('button', { name: 'Draft', exact: true }).click()
}

test('what is pressed is clicked, though leaving a field moves it under the pointer', async ({ page }) => {
  await openDraft(page)
  const quickAdd = page.getByRole('group', { name: 'Quick add' })
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('{{steps.Nobody.content}}')
  await expect(page.getByRole('group', { name: 'Problem' })).toBeVisible()
  await pressAndWait(page, quickAdd.getByRole('button', { name: 'Review' }))
  await expect(card(page, 3)).toHaveAccessibleName('Review')
})

test('what is pressed is not clicked where the pointer leaves it', async ({ page }) => {
  await openDraft(page)
  const button = page.getByRole('group', { name: 'Quick add' }).getByRole('button', { name: 'Review' })
  await button.hover()
  await page.mouse.down()
  await page.mouse.move(600, 20, { steps: 5 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Collapse', exact: true }).click()
  await expect(card(page, 2)).toBeVisible()
  await expect(card(page, 3)).toBeHidden()
})

test('the second press of a double click is not for what the first one has brought under the pointer', async ({
  page,
}) => {
  await run(page, 'Letters', 'the orchard')
  const text = page.getByRole('textbox', { name: 'Text of Check' })
  // Under its left edge comes what approves with edits, under its middle what leaves them.
  for (const place of [0.1, 0.5]) {
    await pressTwice(page, page.getByRole('button', { name: 'Edit and approve' }), place, text)
    await expect(text).toBeFocused()
    await page.getByRole('button', { name: 'Cancel' }).click()
  }
  await expect(runStatus(page)).toHaveText('Waits for you')

  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await showStep(page, 'Draft')
  const draft = page.getByRole('textbox', { name: 'Text of Draft' })
  await pressTwice(page, page.getByRole('button', { name: 'Edit output' }), 0.8, draft)
  await expect(draft).toBeFocused()
  // What comes after is a press like any other.
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(draft).toBeHidden()
})

/** Presses the mouse on the button, and lets go when the button is somewhere else. */
async function pressAndWait(page: Page, button: Locator): Promise<void> {
  await button.hover()
  const before = await topOf(button)
  await page.mouse.down()
  await expect.poll(async () => Math.abs((await topOf(button)) - before)).toBeGreaterThan(MOVED)
  await page.mouse.up()
}

/** A double click at this part of the button's width, of which the second press waits for what the first one leads to. */
async function pressTwice(page: Page, button: Locator, place: number, led: Locator): Promise<void> {
  const { x, y, width, height } = (await button.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.move(x + width * place, y + height / 2)
  await page.mouse.down({ clickCount: 1 })
  await page.mouse.up({ clickCount: 1 })
  await expect(led).toBeFocused()
  await page.mouse.down({ clickCount: 2 })
  await page.mouse.up({ clickCount: 2 })
}

async function topOf(button: Locator): Promise<number> {
  return (await button.boundingBox())?.y ?? Number.NaN
}
