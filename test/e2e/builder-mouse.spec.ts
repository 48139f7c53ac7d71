import type { Locator, Page } from '@playwright/test'
import type { StepSettings } from '@shared/model/step'
import { card, drag, labels, PIPELINE, storedSteps, TYPE_NAMES } from './builder-actions'
import { expect, test } from './support/baton-test'
import { runStatus } from './support/run-page'

test('builds the Deep Build Pipeline from an empty page with the mouse, and runs it', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await page.getByRole('button', { name: 'New workflow' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(PIPELINE.name)
  await page.getByRole('textbox', { name: 'Description' }).fill(PIPELINE.description ?? '')
  // The third step is made last, and dragged to its place.
  const [idea, research, features, ...others] = PIPELINE.steps
  if (idea === undefined || research === undefined || features === undefined) throw new TypeError('No steps.')
  for (const step of [idea, research, ...others]) await build(page, step)
  await build(page, features)
  await page.getByRole('button', { name: 'Collapse', exact: true }).click()
  await expect(page.getByRole('button', { name: /problem/ })).toBeVisible()
  await drag(page, features.label, 3)
  expect(await labels(page)).toEqual(PIPELINE.steps.map(({ label }) => label))
  await expect(page.getByText('No problems')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await storedSteps(page)).toEqual(PIPELINE.steps)

  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(PIPELINE.name)
  await card(page, 5).getByRole('button', { name: 'Extend & Improve', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toContainText(
    'Extend the approved plan',
  )

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: `Run ${PIPELINE.name}` })
  await sheet.getByRole('textbox', { name: 'Input' }).fill('A lending desk for tool libraries')
  await sheet.getByRole('button', { name: 'Run' }).click()
  const approve = page.getByRole('button', { name: 'Approve', exact: true })
  await expect(async () => {
    if (await approve.isVisible()) await approve.click()
    await expect(runStatus(page)).toHaveText('Completed', { timeout: 1_000 })
  }).toPass({ timeout: 120_000 })
})

async function build(page: Page, step: StepSettings): Promise<void> {
  const quickAdd = page.getByRole('group', { name: 'Quick add' })
  await quickAdd.getByRole('button', { name: TYPE_NAMES[step.stepType], exact: true }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill(step.label)
  await replaceText(page, page.getByRole('textbox', { name: 'Prompt', exact: true }), step.prompt)
  if (step.stepType === 'review') return
  await replaceText(page, page.getByRole('textbox', { name: 'System prompt' }), step.systemPrompt ?? '')
  await page.getByRole('textbox', { name: 'Temperature' }).fill(String(step.temperature ?? ''))
  await page.getByRole('textbox', { name: 'Max tokens' }).fill(String(step.maxTokens ?? ''))
  if (step.output === undefined) await page.getByRole('radio', { name: 'Text' }).click()
}

async function replaceText(page: Page, field: Locator, text: string): Promise<void> {
  await field.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
  // The editor takes its new height with the next frame: what is below it moves, and a click there would miss.
  await page.evaluate(`new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))`)
}
