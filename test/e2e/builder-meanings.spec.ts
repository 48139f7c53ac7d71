import type { Page } from '@playwright/test'
import { card, drag, labels, openInBuilder, storedSteps } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'

const step = (label: string, prompt: string) => ({ label, prompt, stepType: 'generate' as const })

const question = (page: Page) =>
  page.getByRole('alertdialog', { name: 'A reference means another step than it did' })
const answer = (page: Page, name: string) => question(page).getByRole('button', { name }).click()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const prompts = async (page: Page) =>
  (await storedSteps(page)).map(({ label, prompt }) => `${label}: ${prompt}`)

test.beforeEach(async ({ page, openBaton }) => openBaton(page))

test('a rename by which a reference would mean another step is decided about before it is saved', async ({
  page,
}) => {
  await createWorkflow(page, {
    name: 'Renamed',
    steps: [step('A', 'x {{input}}'), step('B', 'y {{input}}'), step('C', 'z {{steps.A.content}}')],
  })
  await openInBuilder(page, 'Renamed')
  await card(page, 2).getByRole('button', { name: 'B', exact: true }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill('A')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(question(page)).toContainText('meant step 1, "A", and would now mean step 2, "A"')
  expect(await prompts(page)).toEqual(['A: x {{input}}', 'B: y {{input}}', 'C: z {{steps.A.content}}'])
  await answer(page, 'Cancel')
  await expect(question(page)).toBeHidden()

  // Not decided: nothing was saved, and the question is still there after a reload.
  await page.reload()
  await expect(button(page, '1 problem').last()).toBeVisible()
  expect(await labels(page)).toEqual(['A', 'A', 'C'])
  await button(page, 'Save').click()
  await answer(page, 'Keep what it meant')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(page.getByText('No problems')).toBeVisible()
  expect(await prompts(page)).toEqual(['A: x {{input}}', 'A 2: y {{input}}', 'C: z {{steps.A.content}}'])
  await page.reload()
  await expect(page.getByText('No problems')).toBeVisible()
})

test('a drag by which a reference would mean another step is decided about before it runs', async ({
  page,
}) => {
  await createWorkflow(page, {
    name: 'Dragged',
    steps: [
      step('Idea', 'idea {{input}}'),
      step('Gate', 'first {{steps.Idea.content}}'),
      step('Plan', 'plan {{steps.Gate.content}}'),
      step('Gate', 'second {{steps.Idea.content}}'),
    ],
  })
  await openInBuilder(page, 'Dragged')
  await drag(page, 'Plan', 4)
  await expect(button(page, '1 problem').last()).toBeVisible()
  await button(page, 'Run').click()
  await expect(question(page)).toContainText('meant step 2, "Gate", and would now mean step 3, "Gate"')
  await page.keyboard.press('Escape')
  await expect(question(page)).toBeHidden()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect((await storedSteps(page)).map(({ label }) => label)).toEqual(['Idea', 'Gate', 'Plan', 'Gate'])

  await button(page, 'Run').click()
  await answer(page, 'Let it mean the new one')
  await expect(page.getByRole('dialog', { name: 'Run Dragged' })).toBeVisible()
  expect((await storedSteps(page)).map(({ label }) => label)).toEqual(['Idea', 'Gate', 'Gate', 'Plan'])
  await page.reload()
  await expect(page.getByText('No problems')).toBeVisible()
})
