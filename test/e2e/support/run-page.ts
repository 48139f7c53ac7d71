import { expect, type Locator, type Page } from '@playwright/test'

/** Runs a workflow, or a built-in template, from the list, and waits for the run's page. */
export async function run(page: Page, name: string, input: string): Promise<void> {
  await page.getByRole('listitem', { name }).getByRole('button', { name: 'Run' }).click()
  const sheet = page.getByRole('dialog', { name: `Run ${name}` })
  await sheet.getByRole('textbox', { name: 'Input' }).fill(input)
  await sheet.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByRole('navigation', { name: 'Pipeline' })).toBeVisible()
}

/** A step on the line of the run's page. Its name says how the step stands. */
export function stepButton(page: Page, label: string): Locator {
  const name = new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}, `)
  return page.getByRole('navigation', { name: 'Pipeline' }).getByRole('button', { name })
}

/** Chooses a step on the line, and waits until the page shows it: from then on keys mean this step. */
export async function showStep(page: Page, label: string): Promise<void> {
  await stepButton(page, label).click()
  await expect(page.getByRole('region', { name: label, exact: true })).toBeVisible()
}

/** What a step wrote, or is writing. */
export function textOf(page: Page, label: string): Locator {
  return page.getByRole('region', { name: `Text of ${label}`, exact: true }).locator('.step-text')
}

/** How the run stands, in a word. */
export function runStatus(page: Page): Locator {
  return page.locator('.run-header .status-label')
}
