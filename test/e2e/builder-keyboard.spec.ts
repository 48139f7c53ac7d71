import type { Locator, Page } from '@playwright/test'
import type { StepSettings } from '@shared/model/step'
import { labels, PIPELINE, storedSteps, TYPE_NAMES } from './builder-actions'
import { expect, test } from './support/baton-test'
import { runStatus } from './support/run-page'

test('builds the Deep Build Pipeline from an empty page by the keyboard alone, and runs it', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await expect(page.getByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible()
  await write(page, page.getByRole('textbox', { name: 'Name' }), PIPELINE.name)
  await write(page, page.getByRole('textbox', { name: 'Description' }), PIPELINE.description ?? '')
  for (const step of PIPELINE.steps) await build(page, step)
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await storedSteps(page)).toEqual(PIPELINE.steps)

  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(PIPELINE.name)
  expect(await labels(page)).toEqual(PIPELINE.steps.map(({ label }) => label))
  await expect(page.getByText('No problems')).toBeVisible()

  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog', { name: `Run ${PIPELINE.name}` })).toBeVisible()
  await page.getByRole('textbox', { name: 'Input' }).press('Control+a')
  await page.keyboard.insertText('A lending desk for tool libraries')
  await page.keyboard.press('Control+Enter')
  const approve = page.getByRole('button', { name: 'Approve', exact: true })
  await expect(async () => {
    if (await approve.isVisible()) await approve.press('Enter')
    await expect(runStatus(page)).toHaveText('Completed', { timeout: 1_000 })
  }).toPass({ timeout: 120_000 })
})

test('moves a step by the keyboard and says so, and Undo takes it back', async ({ page, openBaton }) => {
  await openBaton(page)
  await page
    .getByRole('listitem', { name: 'Decision Memo' })
    .getByRole('button', { name: 'Open' })
    .press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Decision Memo')
  const before = await labels(page)
  const [first = '', second = ''] = before
  await reach(page, page.getByRole('button', { name: `Reorder ${first}`, exact: true }))
  await page.keyboard.press('Space')
  // Said once the places of all steps are known. Keys are heard from the next task on.
  await expect(page.getByText(`${first} is at position 1 of ${before.length}.`)).toBeAttached()
  await page.evaluate('new Promise((done) => setTimeout(done, 0))')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText(`${first} is at position 2 of ${before.length}.`)).toBeAttached()
  await page.keyboard.press('Space')
  await expect(page.getByText(`${first} was dropped at position 2 of ${before.length}.`)).toBeAttached()
  expect(await labels(page)).toEqual([second, first, ...before.slice(2)])
  await expect(page.getByRole('button', { name: `Reorder ${first}`, exact: true })).toBeFocused()
  await page.keyboard.press('Control+z')
  expect(await labels(page)).toEqual(before)
})

/** Goes on by Tab until a control has the focus. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let tabs = 0; tabs < 120; tabs++) {
    if (await target.evaluate((element) => element.matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

async function write(page: Page, field: Locator, text: string): Promise<void> {
  await reach(page, field)
  await page.keyboard.press('Control+a')
  if (text === '') await page.keyboard.press('Delete')
  else await page.keyboard.insertText(text)
}

async function build(page: Page, step: StepSettings): Promise<void> {
  const quickAdd = page.getByRole('group', { name: 'Quick add' })
  await reach(page, quickAdd.getByRole('button', { name: TYPE_NAMES[step.stepType], exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Label' })).toBeFocused()
  await page.keyboard.insertText(step.label)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toBeVisible()
  // A new gate shows the text of the step above it.
  if (step.stepType === 'review') return
  await write(page, page.getByRole('textbox', { name: 'Prompt', exact: true }), step.prompt)
  await write(page, page.getByRole('textbox', { name: 'System prompt' }), step.systemPrompt ?? '')
  await write(page, page.getByRole('textbox', { name: 'Temperature' }), String(step.temperature ?? ''))
  await write(page, page.getByRole('textbox', { name: 'Max tokens' }), String(step.maxTokens ?? ''))
  if (step.stepType === 'extract' && step.output === undefined) {
    await reach(page, page.getByRole('radio', { name: 'JSON' }))
    // As long as a finger rests on a key.
    await page.keyboard.press('ArrowLeft', { delay: 60 })
    await expect(page.getByRole('radio', { name: 'Text' })).toBeChecked()
  }
}
