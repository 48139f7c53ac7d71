import type { Locator, Page } from '@playwright/test'
import { card, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { pressEnter } from './support/press-enter'

const WORKFLOW = {
  name: 'Night notes',
  steps: [{ label: 'Draft', stepType: 'generate' as const, prompt: 'Write about {{input}}.' }],
}

test.beforeEach(async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, WORKFLOW)
})

/** Whatever it was opened from has the focus again. */
async function closesBackTo(page: Page, dialog: string, opener: Locator): Promise<void> {
  const shown = page.getByRole('dialog', { name: dialog })
  await expect(shown.locator(':scope:focus, :focus')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(opener, `after ${dialog}`).toBeFocused()
}

test('a sheet gives the focus back to where its keys were pressed', async ({ page }) => {
  await openInBuilder(page, 'Night notes')
  await card(page, 1).getByRole('button', { name: 'Draft', exact: true }).click()
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  await prompt.press('Control+End')
  await page.keyboard.press('Control+Enter')
  await closesBackTo(page, 'Run Night notes', prompt)
  await page.keyboard.press('Control+k')
  await closesBackTo(page, 'Command palette', prompt)

  const grip = page.getByRole('button', { name: 'Reorder Draft' })
  await grip.focus()
  await page.keyboard.press('?')
  await closesBackTo(page, 'Keyboard shortcuts', grip)
})

test('what a palette, a menu or a button opened gives it back to them', async ({ page }) => {
  const row = page.getByRole('listitem', { name: 'Night notes' })
  const more = row.getByRole('button', { name: 'More' })
  await more.press('Enter')
  await pressEnter(page.getByRole('menuitem', { name: 'Save as template' }))
  await closesBackTo(page, 'Save as template', more)

  const run = row.getByRole('button', { name: 'Run' })
  await run.press('Enter')
  await closesBackTo(page, 'Run Night notes', run)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('keyboard shortcuts')
  await expect(page.getByRole('option').first()).toHaveAccessibleName(/^Keyboard shortcuts/)
  await page.keyboard.press('Enter')
  await closesBackTo(page, 'Keyboard shortcuts', run)
})

test('so does a question', async ({ page }) => {
  await openInBuilder(page, 'Night notes')
  await page.getByRole('textbox', { name: 'Name' }).fill('Night notes, again')
  const discard = page.getByRole('button', { name: 'Discard…' })
  await discard.press('Enter')
  await pressEnter(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }))
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(discard).toBeFocused()
})

test('a button that gets the focus back is not asked what it does', async ({ page }) => {
  await openInBuilder(page, 'Night notes')
  const template = page.getByRole('button', { name: 'Template', exact: true })
  await template.press('Enter')
  await closesBackTo(page, 'Template', template)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('tooltip')).toContainText('Run options')
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('tooltip')).toContainText('Template')
  await page.keyboard.press('Enter')
  await closesBackTo(page, 'Template', template)
  await expect(page.getByRole('tooltip')).toBeHidden()
})

test('a new workflow is named by typing at once', async ({ page }) => {
  await page.keyboard.press('n')
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await page.keyboard.type('Night shift')
  await expect(name).toHaveValue('Night shift')
})
