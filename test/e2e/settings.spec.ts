import type { Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { findProblems } from './support/find-problems'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, stepButton, textOf } from './support/run-page'
import { startKeyedProvider } from './settings-provider'
import { canaryKey } from '../support/canary-keys'
import { goToPage } from './support/go-to-page'
import { pressEnter } from './support/press-enter'

const KEY = canaryKey('4F2a')
const MODEL = 'house-7b'

/** Everything that comes to the page from here on, and everything that it sends. */
function listen(page: Page): { received: string[]; sent: string[] } {
  const frames: { received: string[]; sent: string[] } = { received: [], sent: [] }
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.received.push(String(payload)))
    socket.on('framesent', ({ payload }) => frames.sent.push(String(payload)))
  })
  return frames
}

test('a provider is added, given a key, tested, mended and used, and its use is counted', async ({
  page,
  openBaton,
}) => {
  // Four looks with axe in both themes, each of which takes seconds.
  test.slow()
  const provider = await startKeyedProvider(KEY, MODEL)
  const frames = listen(page)
  await openBaton(page)
  await createWorkflow(page, {
    name: 'House question',
    steps: [{ label: 'Ask', stepType: 'generate', prompt: 'About {{input}}?' }],
  })
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  expect.soft(await findProblems(page), 'the connections').toEqual([])

  await page.getByRole('button', { name: 'Add connection' }).click()
  const form = page.getByRole('form', { name: 'New connection' })
  await form.getByLabel('Provider').selectOption('OpenAI-compatible server')
  await form.getByLabel('Name').fill('House')
  await form.getByLabel('Base URL').fill(`${provider.origin}/v1`)
  await form.getByLabel('Key').fill(canaryKey('0000'))
  expect.soft(await findProblems(page), 'the new connection').toEqual([])
  await form.getByRole('button', { name: 'Add', exact: true }).click()

  // The first connection is the default by itself.
  const row = page.getByRole('listitem', { name: 'House' })
  await expect(row).toContainText('· default')
  await expect(
    page.getByText('“House” is the default now: steps that name no connection use it.'),
  ).toBeVisible()

  // It is tested at once, with the wrong key.
  await expect(row.getByRole('alert')).toBeVisible()
  await expect(row).toContainText('Key rejected (401)')
  expect.soft(await findProblems(page), 'a connection that fails').toEqual([])

  const editor = page.getByRole('form', { name: 'Edit House' })
  await expect(editor.getByLabel('Key')).toHaveValue('')
  await editor.getByLabel('Key').fill(KEY)
  await editor.getByRole('combobox', { name: 'Default model' }).fill(MODEL)
  await editor.getByLabel('At the same time').fill('2')
  await editor.getByRole('button', { name: 'Save key' }).click()
  await expect(row).toContainText('set, ends in 4F2a')
  await expect(editor.getByLabel('Key')).toHaveValue('')
  await expect(editor).toContainText('1 model')
  await editor.getByRole('button', { name: 'Test connection' }).click()
  await expect(row).toContainText(/Works, [\d,]+ ms · 1 model/)
  await expect(row.getByRole('alert')).toHaveCount(0)
  expect(await page.content()).not.toContain(KEY)

  await goToPage(page, 'Workflows')
  await run(page, 'House question', 'doors')
  await expect(runStatus(page)).toHaveText('Completed')
  await stepButton(page, 'Ask').click()
  await expect(textOf(page, 'Ask')).toContainText('Answered by the house.')

  await page.getByRole('link', { name: 'Usage', exact: true }).click()
  const models = page.getByRole('table', { name: 'By model' })
  await expect(models.getByRole('row', { name: new RegExp(MODEL) })).toContainText('unknown')
  const workflows = page.getByRole('table', { name: 'By workflow' })
  await expect(workflows.getByRole('row', { name: /House question/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Spend by day/ })).toBeVisible()
  expect.soft(await findProblems(page), 'the usage').toEqual([])

  // Sent once, to be stored; nothing brings it back.
  expect(frames.sent.filter((frame) => frame.includes(KEY))).toHaveLength(1)
  expect(frames.received.filter((frame) => frame.includes(KEY))).toEqual([])
  await provider.close()
})

test('a connection is removed by the keyboard alone, when the question was answered', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await page.getByRole('link', { name: 'Settings', exact: true }).press('Enter')
  await pressEnter(page.getByRole('button', { name: 'Add connection' }))
  await expect(page.getByLabel('Provider')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Nowhere')
  await page.keyboard.press('Tab')
  await page.keyboard.type('http://127.0.0.1:9/v1')
  await page.keyboard.press('Enter')
  const row = page.getByRole('listitem', { name: 'Nowhere' })
  await expect(row.getByRole('alert')).toBeVisible()
  await pressEnter(row.getByRole('button', { name: 'Remove…' }))
  const dialog = page.getByRole('alertdialog', { name: 'Remove “Nowhere”?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(row).toHaveCount(0)
})

test('the other sections keep what is set, back up, and please axe', async ({ page, openBaton }) => {
  await openBaton(page)
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  const sections = page.getByRole('navigation', { name: 'Settings' })
  await sections.getByRole('link', { name: 'Defaults' }).click()
  await page.getByLabel('US dollars').fill('1.5')
  await page.getByRole('combobox', { name: 'Connection' }).selectOption('demo')
  expect.soft(await findProblems(page), 'the defaults').toEqual([])

  await sections.getByRole('link', { name: 'Data' }).click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  const backup = page.getByRole('listitem', { name: /^Backup of today/ }).first()
  await expect(backup).toBeVisible()
  expect.soft(await findProblems(page), 'the data').toEqual([])
  await backup.getByRole('button', { name: 'Restore…' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  expect.soft(await findProblems(page), 'the question before a backup is put back').toEqual([])
  await page.keyboard.press('Escape')

  await sections.getByRole('link', { name: 'Appearance' }).click()
  await page.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await sections.getByRole('link', { name: 'Defaults' }).click()
  await expect(page.getByLabel('US dollars')).toHaveValue('1.5')
  await expect(page.getByRole('combobox', { name: 'Connection' })).toHaveValue('demo')
})
