import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { runStatus, stepButton, textOf } from './support/run-page'

// Fast, and slow enough to be seen while it writes.
test.use({ demoPace: 0.15 })

const BUILT_IN = ['Deep Build Pipeline', 'Decision Memo', 'Critical Reading Brief']
/** The demo connection takes its time over each step. */
const WRITTEN = { timeout: 90_000 }
const CALL = 'We move to the harbour in May, and keep one room in the old office.'

const hint = (page: Page): Locator => page.getByRole('complementary', { name: 'Hint' })

/** Types into the palette and does what it offers first. */
async function perform(page: Page, search: string, option: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await palette.getByRole('combobox').fill(search)
  await expect(palette.getByRole('option').first()).toHaveAccessibleName(option)
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
}

test('from nothing to a result in hand: try, stream, gate, edit, finish, export', async ({
  page,
  context,
  baton,
  openBaton,
}) => {
  test.slow()
  await openBaton(page)
  await expect(page.getByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible()
  for (const name of BUILT_IN) await expect(page.getByRole('listitem', { name })).toBeVisible()
  await expect(page.getByText('The demo connection answers: texts made up from your input')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Add a connection' })).toHaveAttribute('href', /settings/)

  // The example is filled in: one more click, and it runs.
  await page.getByRole('listitem', { name: 'Decision Memo' }).getByRole('button', { name: 'Run' }).click()
  const sheet = page.getByRole('dialog', { name: 'Run Decision Memo' })
  await expect(sheet.getByRole('textbox', { name: 'Input' })).not.toBeEmpty()
  await sheet.getByRole('button', { name: 'Run' }).click()
  const pipeline = page.getByRole('navigation', { name: 'Pipeline' })
  await expect(pipeline.getByRole('button', { name: /, Writing/ }).first()).toBeVisible()
  await expect(page.locator('.step-text')).not.toBeEmpty()
  await expect(page).toHaveTitle('Decision Memo · Baton')

  // The gate explains itself, until it is told not to.
  await expect(runStatus(page)).toHaveText('Waits for you', WRITTEN)
  await expect(hint(page)).toContainText('The run waits for you. This is a review gate.')
  await page.getByRole('button', { name: 'Dismiss hint' }).click()
  await expect(hint(page)).toBeHidden()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible()
  await expect(hint(page)).toBeHidden()

  await page.getByRole('button', { name: 'Edit and approve' }).click()
  await page.getByRole('textbox', { name: 'Text of Your Call' }).fill(CALL)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(runStatus(page)).toHaveText('Completed', WRITTEN)
  await expect(stepButton(page, 'Your Call')).toHaveAccessibleName(/Approved/)
  await expect(textOf(page, 'Decision Memo')).toContainText('harbour')

  // So does editing, once, and not in another window.
  await expect(hint(page)).toContainText('marked stale, and never run again unasked')
  await expect(hint(page)).toContainText('The demo connection wrote it')
  await page.getByRole('button', { name: 'Dismiss hint' }).click()
  await expect(hint(page)).toBeHidden()
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(textOf(other, 'Decision Memo')).toContainText('harbour')
  await expect(hint(other)).toBeHidden()
  await other.close()

  const download = page.waitForEvent('download')
  await perform(page, 'markd', 'Export Markdown')
  const file = await download
  expect(file.suggestedFilename()).toMatch(/[.]md$/)
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('# Decision Memo')
  expect(text).toContain(CALL)
  expect(await baton.showLastRun()).toMatchObject({ status: 'completed' })
})

test('palette, shortcuts and the prompt language are there by their keys', async ({ page, openBaton }) => {
  await openBaton(page)
  await expect(page.getByRole('listitem', { name: 'Decision Memo' })).toBeVisible()

  await perform(page, 'utcritbri', 'Use template Critical Reading Brief 7 steps')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Critical Reading Brief')
  await page.getByRole('link', { name: 'Back to Workflows' }).click()
  await perform(page, 'duplicate crit', 'Duplicate Critical Reading Brief')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Critical Reading Brief copy')
  await perform(page, 'dark', 'Use the dark theme')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await perform(page, 'follow', 'Follow the system’s theme')
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')

  // What was used last comes first, with nothing typed.
  await page.keyboard.press('ControlOrMeta+k')
  const recent = page.getByRole('group', { name: 'Recent' })
  await expect(recent.getByRole('option').first()).toHaveAccessibleName('Use the dark theme')
  await expect(recent.getByRole('option', { name: /^Critical Reading Brief 7 steps/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible()
  await expect(page).toHaveTitle('Runs · Baton')
  await page.keyboard.press('?')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(shortcuts.getByText('Go to Runs')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(shortcuts).toBeHidden()

  await page.keyboard.press('g')
  await page.keyboard.press('l')
  const language = page.getByRole('dialog', { name: 'Prompt language' })
  await expect(language.getByText('{{steps.Research.content}}', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(language).toBeHidden()
})
