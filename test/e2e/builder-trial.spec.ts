import type { Locator, Page } from '@playwright/test'
import { card, keptDraft, openInBuilder } from './builder-actions'
import { test } from './run-provider'
import { expect } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'

const NAME = 'Sea poems'
const TEXT = Array.from({ length: 60 }, (_, index) => `Line ${index + 1} of the poem.`).join('\n\n')
const START = 'Line 9 of the poem.'
const END = 'Line 60 of the poem.'

async function openStep(page: Page): Promise<Locator> {
  await createWorkflow(page, {
    name: NAME,
    steps: [{ label: 'Write', stepType: 'generate', prompt: 'A poem on {{input}}' }],
  })
  await openInBuilder(page, NAME)
  await card(page, 1).getByRole('button', { name: 'Write', exact: true }).click()
  return card(page, 1).getByRole('region', { name: 'Result' })
}

/** Sends the open step, and looks at it in its card. */
async function tryIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try step' }).click()
  const sheet = page.getByRole('dialog', { name: 'Try Write' })
  await sheet.getByRole('textbox', { name: 'Input' }).fill('the sea')
  await sheet.getByRole('button', { name: 'Try', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
}

async function reload(page: Page): Promise<void> {
  await page.reload()
  await card(page, 1).getByRole('button', { name: 'Write', exact: true }).click()
}

test('an answer is read while it is written; Stop ends the request and keeps what had come', async ({
  page,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  const result = await openStep(page)
  scripted.script(() => ({ text: TEXT, holdAfter: 300 }))
  await tryIt(page)
  await expect(result).toContainText('Writing')
  await expect(result).toContainText(START)
  await expect(result).not.toContainText(END)
  await expect(result).toContainText(/\d:\d\d/)

  // A closed card says that it is being tried.
  await card(page, 1).getByRole('button', { name: 'Collapse', exact: true }).click()
  await expect(card(page, 1).getByRole('img', { name: 'Is being tried' })).toBeVisible()
  await card(page, 1).getByRole('button', { name: 'Write', exact: true }).click()

  await result.getByRole('button', { name: 'Stop' }).press('Enter')
  await expect(result.getByRole('button', { name: 'Try again' })).toBeFocused()
  await expect(result.getByRole('status')).toHaveText('Stopped')
  await expect.poll(() => scripted.givenUp()).toBe(1)
  await expect(result).toContainText(START)
  await expect(result).toContainText(/tokens in, \d+ out \(counted here\) · .* · <?\$0\.00\d/)

  // What had come is there after a reload, and what was typed is, too.
  await reload(page)
  await expect(result.getByRole('status')).toHaveText('Stopped')
  await expect(result).toContainText(START)
  await expect(result).not.toContainText('The step has changed')
  await page.getByRole('button', { name: 'Try again' }).click()
  const sheet = page.getByRole('dialog', { name: 'Try Write' })
  await expect(sheet.getByRole('textbox', { name: 'Input' })).toHaveValue('the sea')
})

test('a whole answer outlives a reload, another page and being dismissed', async ({
  page,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  const result = await openStep(page)
  scripted.script(() => ({ text: TEXT, holdAfter: 300 }))
  await tryIt(page)
  await expect(result).toContainText(START)
  // The end stays in view as the answer grows, and the cost is told when it is whole.
  scripted.release()
  await expect(result.getByRole('status')).toHaveText('Completed')
  await expect(result.getByText(END)).toBeInViewport()
  await expect(result).toContainText('20 tokens in, 9 out')

  await reload(page)
  await expect(result).toContainText(END)
  await page.getByRole('link', { name: 'Runs' }).click()
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible()
  await page.goBack()
  await card(page, 1).getByRole('button', { name: 'Write', exact: true }).click()
  await expect(result).toContainText(END)

  await result.getByRole('button', { name: 'Dismiss' }).click()
  await expect(result).toBeHidden()
  await expect(page.getByRole('button', { name: 'Try step' })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(result).toContainText(END)
  await result.getByRole('button', { name: 'Dismiss' }).click()
  await reload(page)
  await expect(result).toBeHidden()
  expect(await keptDraft(page)).toBeNull()
  expect(scripted.prompts()).toEqual(['A poem on the sea'])
})

test('a page that is left ends the request; what had come is there when it is back', async ({
  page,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  const result = await openStep(page)
  scripted.script(() => ({ text: TEXT, holdAfter: 300 }))
  await tryIt(page)
  await expect(result).toContainText(START)
  await reload(page)
  await expect(result.getByRole('status')).toHaveText('Broken off')
  await expect(result).toContainText('The page was left while the answer came.')
  await expect(result).toContainText(START)
  await expect.poll(() => scripted.givenUp()).toBe(1)

  await tryIt(page)
  await expect(result.getByRole('status')).toHaveText('Writing')
  await page.getByRole('link', { name: 'Runs' }).click()
  await expect.poll(() => scripted.givenUp()).toBe(2)
})

test('a refused request says why and what to do, and an answer that was cut short, too', async ({
  page,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  const result = await openStep(page)
  scripted.script(() => ({ status: 401, code: 'invalid_api_key' }))
  await tryIt(page)
  await expect(result.getByRole('status')).toHaveText('Failed')
  await expect(result.getByRole('alert')).toContainText('did not accept the API key')
  await expect(result.getByRole('button', { name: 'Open settings' })).toBeVisible()

  scripted.script(() => ({ text: 'The sea is', finish: 'length' }))
  await tryIt(page)
  await expect(result.getByRole('status')).toHaveText('Cut short')
  await result.getByRole('button', { name: 'Change Max tokens' }).click()
  await expect(card(page, 1).getByRole('textbox', { name: 'Max tokens' })).toBeFocused()
})

test('axe finds nothing while an answer comes, nor where it failed', async ({
  page,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  const result = await openStep(page)
  scripted.script(() => ({ text: TEXT, holdAfter: 300 }))
  await tryIt(page)
  await expect(result).toContainText(START)
  expect(await findProblems(page)).toEqual([])
  await result.getByRole('button', { name: 'Stop' }).click()
  scripted.script(() => ({ status: 401, code: 'invalid_api_key' }))
  await tryIt(page)
  await expect(result.getByRole('alert')).toBeVisible()
  expect(await findProblems(page)).toEqual([])
})
