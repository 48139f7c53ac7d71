import type { Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { findProblems } from './support/find-problems'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus } from './support/run-page'
import { goToPage } from './support/go-to-page'

test.use({ usesProvider: true })

/** A workflow of one step for each of these models, and a run of it on the provider. */
async function runOn(page: Page, name: string, models: string[]): Promise<void> {
  await goToPage(page, 'Workflows')
  const steps = models.map((model, index) => ({
    label: `Step ${index + 1}`,
    stepType: 'generate' as const,
    prompt: 'About {{input}}?',
    model,
  }))
  await createWorkflow(page, { name, steps })
  await run(page, name, 'doors')
  await expect(runStatus(page)).toHaveText('Completed')
}

/** A row of a table, as texts; its first cell says what it is about. */
async function rowOf(page: Page, table: string, name: RegExp): Promise<string[]> {
  const row = page.getByRole('table', { name: table }).getByRole('row', { name })
  await expect(row).toHaveCount(1)
  return row.getByRole('cell').allTextContents()
}

test('spend and tokens are there by day, model and workflow, and an unknown price is unknown', async ({
  page,
  openBaton,
}) => {
  // Four looks with axe, each of which takes seconds.
  test.slow()
  await openBaton(page)
  await page.getByRole('link', { name: 'Usage', exact: true }).click()
  await expect(page.getByText('No request was sent in this time.')).toBeVisible()

  await runOn(page, 'Priced', ['gpt-4', 'gpt-4'])
  await runOn(page, 'Mixed', ['gpt-4', 'house-7b'])
  await page.getByRole('link', { name: 'Usage', exact: true }).click()

  // The provider says 20 tokens in and 9 out for each request: at $30 and $60 a million, $0.00114.
  expect(await rowOf(page, 'By model', /^gpt-4/)).toEqual(['3', '60', '27', '$0.003'])
  expect(await rowOf(page, 'By model', /house-7b/)).toEqual(['1', '20', '9', 'unknown'])
  expect(await rowOf(page, 'By workflow', /Priced/)).toEqual(['2', '40', '18', '$0.002'])
  expect(await rowOf(page, 'By workflow', /Mixed/)).toEqual(['2', '40', '18', 'at least $0.001'])
  const [, ...days] = await page.getByRole('table', { name: 'By day' }).getByRole('row').all()
  expect(await days[0]?.getByRole('cell').allTextContents()).toEqual(['4', '80', '36', 'at least $0.003'])
  await expect(page.getByText('One request has no known price.')).toBeVisible()

  const spend = page.getByRole('img', { name: 'Spend by day; the figures are in the table “By day”.' })
  await expect(spend.locator('.chart-bar:not([height="0"])')).toHaveCount(days.length)
  await expect(page.getByText('and some at an unknown price')).toBeVisible()
  await expect(spend).toBeVisible()
  expect.soft(await findProblems(page), 'spend').toEqual([])

  await page.getByRole('radio', { name: 'Tokens' }).click()
  const tokens = page.getByRole('img', { name: /^Tokens by day/ })
  await tokens.locator('.chart-bar:not([height="0"])').last().hover()
  await expect(page.locator('.chart-reading')).toContainText('80 tokens in, 36 out')
  expect.soft(await findProblems(page), 'tokens').toEqual([])

  await page.getByRole('radio', { name: /7 days/ }).click()
  expect(await rowOf(page, 'By model', /house-7b/)).toEqual(['1', '20', '9', 'unknown'])
})
