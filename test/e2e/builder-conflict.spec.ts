import type { Page } from '@playwright/test'
import { keptDraft, openInBuilder, storedWorkflows } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'

const PLAN = {
  name: 'Plan',
  steps: [{ label: 'Draft', stepType: 'generate' as const, prompt: 'Write about {{input}}.' }],
}

const name = (page: Page) => page.getByRole('textbox', { name: 'Name' })
const press = (page: Page, button: string) =>
  page.getByRole('note').getByRole('button', { name: button, exact: true }).click()

/** The same workflow, open in this window and in another. */
async function openTwice(page: Page): Promise<Page> {
  await createWorkflow(page, PLAN)
  await openInBuilder(page, 'Plan')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(name(other)).toHaveValue('Plan')
  return other
}

async function saveAs(page: Page, text: string): Promise<void> {
  await name(page).fill(text)
  await page.keyboard.press('Control+s')
}

async function deleteInList(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/workflows`)
  await page.getByRole('listitem', { name: 'Plan' }).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('listitem', { name: 'Plan' })).toBeHidden()
}

/** The first time a procedure is asked for, the connection breaks when it is done, and before the page hears of it. */
async function cutAnswerTo(page: Page, procedure: string): Promise<{ isCut: Promise<void> }> {
  const { promise: isCut, resolve } = Promise.withResolvers<void>()
  let asked: string | undefined
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (String(message).includes(procedure)) asked ??= idOf(message)
      server.send(message)
    })
    server.onMessage((message) => {
      if (idOf(message) !== asked) return socket.send(message)
      asked = ''
      void Promise.all([socket.close(), server.close()]).then(() => resolve())
    })
  })
  // A socket that is open already is not led through here.
  await page.reload()
  return { isCut }
}

/** What a question and its answer have in common. */
function idOf(message: string | Buffer): string {
  const { i }: { i: string } = JSON.parse(String(message))
  return i
}

/** As when the user comes back to a window. */
const comeBack = (page: Page) => page.evaluate(`window.dispatchEvent(new Event('focus'))`)

test.beforeEach(async ({ page, openBaton }) => openBaton(page))

test('what was saved elsewhere is never overwritten unasked, and unsaved work is never lost', async ({
  page,
}) => {
  const other = await openTwice(page)
  const told = page.getByText('This workflow was saved elsewhere while you had unsaved changes.')

  await saveAs(other, 'Theirs')
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await saveAs(page, 'Mine')
  await expect(told).toBeVisible()
  expect(await storedWorkflows(page)).toEqual(['Theirs'])

  // What was decided is kept in mind over a reload.
  await page.reload()
  await expect(told).toBeVisible()
  await expect(name(page)).toHaveValue('Mine')

  await press(page, 'Keep mine')
  await expect(told).toBeHidden()
  expect(await storedWorkflows(page)).toEqual(['Theirs'])
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await storedWorkflows(page)).toEqual(['Mine'])

  // The other window had nothing unsaved: it follows.
  await comeBack(other)
  await expect(name(other)).toHaveValue('Mine')

  await saveAs(other, 'Theirs again')
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await comeBack(page)
  await expect(name(page)).toHaveValue('Theirs again')
  await name(page).fill('Mine again')
  await saveAs(other, 'Theirs at last')
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+s')
  await press(page, 'Save mine as a copy')
  await expect(name(page)).toHaveValue('Mine again copy')
  await expect(told).toBeHidden()
  expect(await storedWorkflows(page)).toEqual(['Mine again copy', 'Theirs at last'])

  // The original has nothing unsaved any more, and the copy is saved for itself.
  await saveAs(page, 'My copy')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await storedWorkflows(page)).toEqual(['My copy', 'Theirs at last'])
  await other.reload()
  await expect(name(other)).toHaveValue('Theirs at last')
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
})

test('the saved one can be taken instead', async ({ page }) => {
  const other = await openTwice(page)
  await saveAs(other, 'Theirs')
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await saveAs(page, 'Mine')
  await press(page, 'Take the saved one')
  await expect(name(page)).toHaveValue('Theirs')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(name(page)).toHaveValue('Theirs')
  expect(await storedWorkflows(page)).toEqual(['Theirs'])
})

test('two windows with unsaved changes are told of each other', async ({ page }) => {
  const other = await openTwice(page)
  const told = 'Another window has unsaved changes of this workflow.'
  const isKept = (text: string) => expect.poll(() => keptDraft(page)).toContain(`"name":"${text}"`)

  await name(other).fill('Theirs')
  await isKept('Theirs')
  await name(page).fill('Mine')
  await expect(page.getByText(told)).toBeVisible()
  await isKept('Theirs')
  await press(page, 'Keep mine')
  await isKept('Mine')
  await name(other).fill('Theirs, longer')
  await expect(other.getByText(told)).toBeVisible()
  await isKept('Mine')
  await press(other, 'Go on with theirs')
  await expect(name(other)).toHaveValue('Mine')
  await expect(other.getByText(told)).toBeHidden()
})

test('a workflow that was deleted elsewhere can be kept as a new one', async ({ page }) => {
  const other = await openTwice(page)
  await name(page).fill('Mine')
  await deleteInList(other)
  await page.keyboard.press('Control+s')
  await expect(page.getByText('This workflow was deleted elsewhere.')).toBeVisible()
  await press(page, 'Save mine as a copy')
  await expect(page.getByText('This workflow was deleted elsewhere.')).toBeHidden()
  await expect(name(page)).toHaveValue('Mine copy')
  expect(await storedWorkflows(page)).toEqual(['Mine copy'])
})

test('a workflow that was deleted elsewhere comes back with what was not saved of it', async ({ page }) => {
  const other = await openTwice(page)
  await name(page).fill('Before')
  await expect.poll(() => keptDraft(page)).toContain('Before')
  await deleteInList(other)
  await name(page).fill('After')
  await expect(page.getByText('This workflow was deleted elsewhere.')).toBeVisible()
  await expect.poll(() => keptDraft(page, { deleted: true })).toContain('After')

  await page.reload()
  await expect(page.getByText('“Plan” was deleted.')).toBeVisible()
  await press(page, 'Bring it back')
  await expect(name(page)).toHaveValue('After')
  await expect(page.getByText('Unsaved changes, kept on this computer')).toBeVisible()
  await expect(page.getByRole('note')).toBeHidden()
  expect(await storedWorkflows(page)).toEqual(['Plan'])
  await saveAs(page, 'After all')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await storedWorkflows(page)).toEqual(['After all'])
})

test('a workflow that was deleted elsewhere is brought back where it is open', async ({ page }) => {
  const other = await openTwice(page)
  await name(page).fill('Mine')
  await deleteInList(other)
  await comeBack(page)
  await expect(page.getByText('This workflow was deleted elsewhere.')).toBeVisible()
  await press(page, 'Bring it back')
  await expect(page.getByText('This workflow was deleted elsewhere.')).toBeHidden()
  await expect(name(page)).toHaveValue('Mine')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await storedWorkflows(page)).toEqual(['Mine'])
})

test.describe('the answer to the first Save of a new workflow is lost', () => {
  test.beforeEach(async ({ page }) => {
    const { isCut } = await cutAnswerTo(page, '/workflows/create')
    await page.getByRole('button', { name: 'New workflow' }).click()
    await saveAs(page, 'Once')
    await isCut
    await expect(page.getByText('The workflow was not saved.')).toBeVisible()
    expect(await storedWorkflows(page)).toEqual(['Once'])
  })

  test('and saving again stores no second one', async ({ page }) => {
    await expect(page.getByText('The connection to Baton is lost')).toBeHidden()
    await page.keyboard.press('Control+s')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect(page).not.toHaveURL(/new$/)
    expect(await storedWorkflows(page)).toEqual(['Once'])
    await saveAs(page, 'Once and for all')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    expect(await storedWorkflows(page)).toEqual(['Once and for all'])
  })

  test('and what is typed on is not lost, in another window either', async ({ page }) => {
    await name(page).fill('Mine')
    await expect.poll(() => keptDraft(page)).toContain('Mine')
    const other = await page.context().newPage()
    await other.goto(page.url())
    await expect(name(other)).toHaveValue('Mine')
    await other.keyboard.press('Control+s')
    await expect(
      other.getByText('This workflow was saved elsewhere while you had unsaved changes.'),
    ).toBeVisible()
    expect(await storedWorkflows(page)).toEqual(['Once'])
    await press(other, 'Keep mine')
    await other.keyboard.press('Control+s')
    await expect(other.getByText('Saved', { exact: true })).toBeVisible()
    await expect(other).not.toHaveURL(/new$/)
    expect(await storedWorkflows(page)).toEqual(['Mine'])
    await other.goBack()
    await page.goto(`${new URL(page.url()).origin}/workflows/new`)
    await expect(name(page)).toHaveValue('Untitled workflow')
  })

  test('and the one that is stored can be taken', async ({ page }) => {
    await name(page).fill('Mine')
    await expect.poll(() => keptDraft(page)).toContain('Mine')
    await page.reload()
    await expect(name(page)).toHaveValue('Mine')
    await page.keyboard.press('Control+s')
    await press(page, 'Take the saved one')
    await expect(name(page)).toHaveValue('Once')
    await expect(page).not.toHaveURL(/new$/)
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.reload()
    await expect(name(page)).toHaveValue('Once')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    expect(await storedWorkflows(page)).toEqual(['Once'])
  })
})

test('what is typed while the server is away is kept when it is back, without another key', async ({
  page,
  baton,
}) => {
  await createWorkflow(page, PLAN)
  await openInBuilder(page, 'Plan')
  // The editor of prompts is fetched behind the page.
  await page.waitForLoadState('networkidle')
  await baton.kill()
  await name(page).fill('Typed while away')
  const told = page.getByText('Unsaved changes are not being kept at the moment.')
  await expect(told).toBeVisible()
  await baton.start()
  await expect.poll(() => keptDraft(page), { timeout: 15_000 }).toContain('Typed while away')
  await expect(told).toBeHidden()
  await page.reload()
  await expect(name(page)).toHaveValue('Typed while away')
  await expect(page.getByRole('note')).toBeHidden()
})
