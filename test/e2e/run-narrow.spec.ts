import type { Page } from '@playwright/test'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'
import { run, runStatus, stepButton } from './support/run-page'
import { expect, test } from './run-provider'
import { goToPage } from './support/go-to-page'

test.use({ viewport: { width: 640, height: 700 } })

/** Nothing of the page is cut off at its right. */
async function expectToFit(page: Page): Promise<void> {
  const excess = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(excess, new URL(page.url()).pathname).toBe(0)
}

test('on a narrow window the dots of the line lead to the steps, and every page fits', async ({
  page,
  scripted,
  openBaton,
}) => {
  scripted.script(() => ({ text: 'A sentence. '.repeat(80) }))
  await openBaton(page)
  await createWorkflow(page, {
    name: 'A letter with a long name that nobody can read in a single line',
    steps: [
      { label: 'Draft of the letter', stepType: 'generate', prompt: 'Draft {{input}}' },
      { label: 'Polish', stepType: 'transform', prompt: 'Polish {{steps.Draft of the letter.content}}' },
      { label: 'Check', stepType: 'review', prompt: '{{steps.Polish.content}}' },
    ],
  })
  await run(page, 'A letter', 'the orchard')
  await expect(runStatus(page)).toHaveText('Waits for you')
  await expectToFit(page)
  await stepButton(page, 'Draft of the letter').click()
  await expect(page.getByRole('heading', { name: 'Draft of the letter', level: 2 })).toBeInViewport({
    ratio: 1,
  })
  for (const name of ['Attempts', 'Revisions', 'Prompt', 'Output']) {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
    await expect(page.getByRole('tabpanel')).toBeVisible()
    await expectToFit(page)
  }
  await page.getByRole('button', { name: 'Edit output' }).click()
  await page.getByRole('textbox', { name: 'Text of Draft of the letter' }).fill('Shorter.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: /^Re-run 2 stale steps/ })).toBeInViewport({ ratio: 1 })
  expect.soft(await findProblems(page), 'a run').toEqual([])

  for (const name of ['Runs', 'Usage', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await expectToFit(page)
  }
  await goToPage(page, 'Runs')
  const row = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
  await expect(row).toContainText('Waits for you')
  await expect(row.getByRole('button', { name: 'More' })).toBeInViewport({ ratio: 1 })
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await expect(page.getByText('demo', { exact: true })).toBeInViewport({ ratio: 1 })
})
