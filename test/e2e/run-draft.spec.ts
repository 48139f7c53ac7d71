import type { Page } from '@playwright/test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, showStep, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'

const COMMENT = 'Say which orchard, and who has planted it.'

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

/** The page in another window, as after closing the only one. */
async function openAgain(page: Page): Promise<Page> {
  const address = page.url()
  const context = page.context()
  await page.close()
  const opened = await context.newPage()
  await opened.goto(address)
  return opened
}

test('a comment that is being written survives another look, a reload and closing the window', async ({
  page: first,
  openBaton,
}) => {
  await waitAtGate(first, openBaton)
  await first.getByRole('button', { name: 'Send back', exact: true }).click()
  const comment = first.getByRole('textbox', { name: 'Comment' })
  await comment.fill(COMMENT)
  await showStep(first, 'Draft')
  await first.getByRole('button', { name: 'Go to gate' }).click()
  await expect(comment).toHaveValue(COMMENT)
  // In the moment after the last letter.
  await comment.fill(`${COMMENT} Thanks.`)
  await first.reload()
  await expect(comment).toHaveValue(`${COMMENT} Thanks.`)

  const second = await openAgain(first)
  await expect(second.getByRole('textbox', { name: 'Comment' })).toHaveValue(`${COMMENT} Thanks.`)
  await expect(second.getByText('runs Draft again')).toBeVisible()
  await second.getByRole('button', { name: 'Cancel' }).click()
  await expect(second.getByRole('button', { name: 'Approve', exact: true })).toBeVisible()
  await second.reload()
  await expect(second.getByRole('button', { name: 'Approve', exact: true })).toBeVisible()
  await expect(second.getByRole('textbox', { name: 'Comment' })).toHaveCount(0)
})

test('a comment that was sent is not there when the gate opens again', async ({ page, openBaton }) => {
  await waitAtGate(page, openBaton)
  await page.getByRole('button', { name: 'Send back', exact: true }).click()
  await page.getByRole('textbox', { name: 'Comment' }).fill(COMMENT)
  await page.getByRole('button', { name: 'Send back', exact: true }).click()
  await expect(textOf(page, 'Check')).toContainText(COMMENT)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveCount(0)
})

test('an edit at a gate and one of an output are there when the window was closed, until they are saved', async ({
  page: first,
  openBaton,
}) => {
  await waitAtGate(first, openBaton)
  await first.getByRole('button', { name: 'Edit and approve' }).click()
  await first.getByRole('textbox', { name: 'Text of Check' }).fill('An hour of work')
  await showStep(first, 'Draft')
  await first.keyboard.press('e')
  await first.getByRole('textbox', { name: 'Text of Draft' }).fill('My own draft')

  const second = await openAgain(first)
  await stepButton(second, 'Draft').click()
  await expect(second.getByRole('textbox', { name: 'Text of Draft' })).toHaveValue('My own draft')
  await second.getByRole('button', { name: 'Cancel' }).click()
  await stepButton(second, 'Check').click()
  await expect(second.getByRole('textbox', { name: 'Text of Check' })).toHaveValue('An hour of work')
  await second.getByRole('button', { name: 'Approve with edits' }).click()
  await expect(runStatus(second)).toHaveText('Completed')

  const third = await openAgain(second)
  for (const label of ['Draft', 'Check']) {
    await stepButton(third, label).click()
    await expect(third.getByRole('button', { name: 'Edit output' })).toBeVisible()
    await expect(third.getByRole('textbox')).toHaveCount(0)
  }
  await expect(textOf(third, 'Check')).toHaveText('An hour of work')
})

test('an edit of a text that has changed meanwhile says so, and replaces the new one knowingly', async ({
  page,
  context,
  openBaton,
}) => {
  await waitAtGate(page, openBaton)
  await page.getByRole('button', { name: 'Edit and approve' }).click()
  await page.getByRole('textbox', { name: 'Text of Check' }).fill('My own words')
  await expect(page.getByText('your text passes on instead')).toBeVisible()

  const other = await context.newPage()
  await other.goto(page.url())
  await showStep(other, 'Draft')
  await other.keyboard.press('e')
  await other.getByRole('textbox', { name: 'Text of Draft' }).fill('A newer draft')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('the text has changed since you began')).toBeVisible()
  await page.getByRole('tab', { name: 'Revisions' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('A newer draft')
  await page.getByRole('button', { name: 'Approve with edits' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await stepButton(page, 'Check').click()
  await page.getByRole('tab', { name: 'Output' }).click()
  await expect(textOf(page, 'Check')).toHaveText('My own words')
})
