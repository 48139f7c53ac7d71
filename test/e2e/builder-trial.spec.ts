import type { Locator, Page } from '@playwright/test'
import { card, keptDraft, openInBuilder } from './builder-actions'
import { test } from './run-provider'
import { expect } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'
import { pressEnter } from './support/press-enter'

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
async function tryIt(page: Page, label = 'Write'): Promise<void> {
  await page.getByRole('button', { name: 'Try step' }).click()
  const sheet = page.getByRole('dialog', { name: `Try ${label}` })
  await sheet.getByRole('textbox', { name: 'Input' }).fill('the sea')
  await sheet.getByRole('button', { name: 'Try', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
}

/** In the sheet. */
function input(page: Page): Locator {
  return page.getByRole('dialog', { name: /^Try / }).getByRole('textbox', { name: 'Input' })
}

/** A page that knows nothing of the trial shows its answer, and what was typed last. */
async function expectKept(page: Page): Promise<void> {
  await card(page, 1).getByRole('button', { name: 'Write', exact: true }).click()
  const result = card(page, 1).getByRole('region', { name: 'Result' })
  await expect(result.getByRole('status')).toHaveText('Completed')
  await expect(result).toContainText(END)
  await expect(result).toContainText('20 tokens in, 9 out')
  await expect(result).not.toContainText('The step has changed')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(input(page)).toHaveValue('the wind')
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

  await pressEnter(result.getByRole('button', { name: 'Stop' }))
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

test('an answer and what was typed for it are there in another browser, and after a restart', async ({
  page,
  browser,
  baton,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  const result = await openStep(page)
  scripted.script(() => ({ text: TEXT }))
  await tryIt(page)
  await expect(result.getByRole('status')).toHaveText('Completed')
  // The page goes before the pause after the last letter is over.
  await page.getByRole('button', { name: 'Try again' }).click()
  await input(page).fill('the wind')
  const { href: path } = new URL(page.url())
  await page.reload()
  await page.close()

  const other = await browser.newContext({ storageState: await page.context().storageState() })
  const there = await other.newPage()
  await there.goto(path)
  await expectKept(there)
  await other.close()

  await baton.stop()
  await baton.start()
  const later = await page.context().newPage()
  await openBaton(later)
  await later.goto(path)
  await expectKept(later)
  expect(scripted.prompts()).toEqual(['A poem on the sea'])
})

test('another window shows a newer answer when the user comes back to it', async ({
  page,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  const result = await openStep(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await card(other, 1).getByRole('button', { name: 'Write', exact: true }).click()
  scripted.script(() => ({ text: TEXT }))
  await tryIt(other)
  await expect(card(other, 1).getByRole('region', { name: 'Result' })).toContainText(END)
  await expect(result).toBeHidden()
  await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
  await expect(result).toContainText(END)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(input(page)).toHaveValue('the sea')
})

test('an answer stays with a workflow when it is first saved, also one that is still written', async ({
  page,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  await page.getByRole('button', { name: 'New workflow' }).click()
  for (const label of ['Write', 'Read']) {
    const quickAdd = page.getByRole('group', { name: 'Quick add' })
    await quickAdd.getByRole('button', { name: 'Generate', exact: true }).click()
    await page.getByRole('textbox', { name: 'Label' }).fill(label)
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).click()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('A poem on {{input}}')
  }
  const open = (nth: number, label: string) =>
    card(page, nth).getByRole('button', { name: label, exact: true }).click()
  const result = (nth: number) => card(page, nth).getByRole('region', { name: 'Result' })
  await open(1, 'Write')
  scripted.script(() => ({ text: TEXT }))
  await tryIt(page)
  await expect(result(1).getByRole('status')).toHaveText('Completed')
  await open(2, 'Read')
  scripted.script(() => ({ text: TEXT, holdAfter: 300 }))
  await tryIt(page, 'Read')
  await expect(result(2)).toContainText(START)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page).not.toHaveURL(/\/new$/)
  scripted.release()
  await expect(result(2).getByRole('status')).toHaveText('Completed')

  await page.reload()
  await open(1, 'Write')
  await expect(result(1)).toContainText(END)
  await expect(result(1)).not.toContainText('The step has changed')
  await open(2, 'Read')
  await expect(result(2)).toContainText(END)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(input(page)).toHaveValue('the sea')
})

test('what was typed gives way to the last run’s own when asked to', async ({
  page,
  openBaton,
  scripted,
}) => {
  await openBaton(page)
  await openStep(page)
  scripted.script(() => ({ text: TEXT }))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: `Run ${NAME}` })
  await sheet.getByRole('textbox', { name: 'Input' }).fill('the hills')
  await sheet.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText(END)).toBeVisible()
  await page.goBack()
  await card(page, 1).getByRole('button', { name: 'Write', exact: true }).click()
  await page.getByRole('button', { name: 'Try step' }).click()
  await expect(input(page)).toHaveValue('the hills')
  await input(page).fill('the sea')
  await page.getByRole('button', { name: 'Use the last run’s: Input' }).click()
  await expect(input(page)).toHaveValue('the hills')
  await expect(input(page)).toBeFocused()
  await page.reload()
  await card(page, 1).getByRole('button', { name: 'Write', exact: true }).click()
  await page.getByRole('button', { name: 'Try step' }).click()
  await expect(input(page)).toHaveValue('the hills')
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
