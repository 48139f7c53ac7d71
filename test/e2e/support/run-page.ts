import { expect, type Locator, type Page } from '@playwright/test'

/** Starts a built-in template from the empty list, and waits for the run's page. */
export async function startTemplate(page: Page, name: string, input: string): Promise<void> {
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

/** What a step wrote, or is writing. */
export function textOf(page: Page, label: string): Locator {
  return page.getByRole('region', { name: `Text of ${label}`, exact: true }).locator('.plain-text')
}

/** How the run stands, in a word. */
export function runStatus(page: Page): Locator {
  return page.locator('.run-header .status-label')
}

/** What is there of the text of a step, once it has at least so many characters. */
export async function readText(page: Page, label: string, atLeast: number): Promise<string> {
  const text = textOf(page, label)
  await expect.poll(async () => (await text.innerText()).length).toBeGreaterThanOrEqual(atLeast)
  return text.innerText()
}
