import type { Page } from '@playwright/test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, showStep, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'

async function waitAtGate(page: Page, openBaton: (page: Page) => Promise<void>): Promise<void> {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' },
      { label: 'Check', stepType: 'review', prompt: '{{steps.Draft.content}}' },
      { label: 'Send', stepType: 'generate', prompt: 'Send {{steps.Check.content}}' },
    ],
  })
  await run(page, 'Letter', 'the orchard')
  await expect(runStatus(page)).toHaveText('Waits for you')
}

test('what the user makes of the text passes on', async ({ page, scripted, openBaton }) => {
  await waitAtGate(page, openBaton)
  await showStep(page, 'Draft')
  await page.getByRole('button', { name: 'Go to gate' }).click()
  await expect(page.getByRole('button', { name: 'Go to gate' })).toHaveCount(0)
  await expect(stepButton(page, 'Check')).toBeFocused()
  await page.getByRole('button', { name: 'Edit and approve' }).click()
  await page.getByRole('textbox', { name: 'Text of Check' }).fill('My own words')
  await page.getByRole('button', { name: 'Approve with edits' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  expect(scripted.prompts().at(-1)).toBe('Send My own words')
  await stepButton(page, 'Check').click()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
})

test('a key that follows a click at once means the step that was clicked, not the gate that was shown', async ({
  page,
  openBaton,
}) => {
  await waitAtGate(page, openBaton)
  // The shortest time there is: what the click leads to is drawn, and nothing that may wait is done.
  await page.evaluate(`(async () => {
    document.querySelector('[aria-label^="Draft, "]').click()
    for (let turn = 0; turn < 10; turn += 1) await null
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', code: 'KeyE', bubbles: true }))
  })()`)
  await page.getByRole('textbox', { name: 'Text of Draft' }).fill('My own draft')
  await expect(page.getByText('Check shows your text')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Go to gate' }).click()
  await expect(textOf(page, 'Check')).toHaveText('My own draft')
  await expect(page.getByRole('button', { name: /^Re-run/ })).toHaveCount(0)
})

test('a text sent back is written again with the comment, and the gate opens again', async ({
  page,
  scripted,
  openBaton,
}) => {
  await waitAtGate(page, openBaton)
  await page.getByRole('button', { name: 'Send back', exact: true }).click()
  await expect(page.getByText('runs Draft again')).toBeVisible()
  await page.getByRole('textbox', { name: 'Comment' }).fill('Say which orchard.')
  scripted.script((prompt) => ({ text: `The old one. ${prompt}` }))
  await page.getByRole('button', { name: 'Send back', exact: true }).click()
  await expect(textOf(page, 'Check')).toContainText('The old one.')
  expect(scripted.prompts().at(-1)).toContain('Say which orchard.')
  // The bar is that of an open gate again, not the one that asks for a comment.
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible()
})

test('a stopped gate opens again when the run is resumed', async ({ page, openBaton }) => {
  await waitAtGate(page, openBaton)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(runStatus(page)).toHaveText('Stopped')
  // Nothing can be decided now, and nothing says so.
  await expect(stepButton(page, 'Check')).toHaveAccessibleName(/Pending/)
  await expect(page.getByText('Resume opens it again')).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(runStatus(page)).toHaveText('Waits for you')
})

test('YOLO mode, switched on in the panel, passes the open gate at the next resume', async ({
  page,
  openBaton,
}) => {
  await waitAtGate(page, openBaton)
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('switch', { name: 'YOLO mode' }).click()
  await expect(page.getByRole('switch', { name: 'YOLO mode' })).toBeChecked()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(stepButton(page, 'Check')).toHaveAccessibleName(/Skipped/)
})
