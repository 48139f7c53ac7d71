import type { Page } from '@playwright/test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'
import { goToPage } from './support/go-to-page'

/** Draft fits into the budget. Extend could cost more than what is left, whatever Draft did cost. */
async function pauseByBudget(page: Page, name: string): Promise<void> {
  await createWorkflow(page, {
    name,
    budgetUsd: 0.02,
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}', model: 'gpt-4.1', maxTokens: 2_000 },
      {
        label: 'Extend',
        stepType: 'transform',
        prompt: 'Extend {{steps.Draft.content}}',
        model: 'gpt-4.1',
        maxTokens: 4_000,
      },
    ],
  })
  await run(page, name, 'it')
  await expect(runStatus(page)).toHaveText('Paused by budget')
}

test('a run paused by its budget goes on with a higher one, with a cheaper model, or is stopped', async ({
  page,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await pauseByBudget(page, 'Raised')
  await expect(page.getByText('Paused before going over $0.02.')).toBeVisible()
  await expect(page.getByText(/Still to come: Extend, about \$0\.\d+, at most \$0\.03\./)).toBeVisible()
  expect(scripted.prompts()).toEqual(['Draft it'])
  // Without a change it ends at the limit again, and nothing is sent.
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Paused by budget')
  expect(scripted.prompts()).toHaveLength(1)
  await page.getByRole('button', { name: 'Raise to $0.04 and resume' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(textOf(page, 'Extend')).toContainText('Answer to: Extend')

  await goToPage(page, 'Workflows')
  await pauseByBudget(page, 'Cheaper')
  await page.getByRole('button', { name: 'Change model…' }).click()
  const form = page.getByRole('dialog', { name: 'Change model' })
  await expect(form.getByText('Could still go over the limit of $0.02.')).toBeVisible()
  await form.getByLabel('Model', { exact: true }).fill('gpt-4.1-mini')
  await expect(form.getByText(/at most \$0\.006, instead of about \$0\.\d+/)).toBeVisible()
  await expect(form.getByText('Stays within the limit of $0.02.')).toBeVisible()
  await form.getByRole('button', { name: 'Use it and resume' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  const note = page.getByRole('complementary', { name: 'About this text' })
  await expect(note).toContainText('gpt-4.1-mini')
  await stepButton(page, 'Draft').click()
  await expect(note).not.toContainText('gpt-4.1-mini')

  await goToPage(page, 'Workflows')
  await pauseByBudget(page, 'Left')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(runStatus(page)).toHaveText('Stopped')
})
