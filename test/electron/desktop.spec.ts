import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { run, runStatus, showStep, stepButton, textOf } from '../e2e/support/run-page'
import { canaryKey } from '../support/canary-keys'
import { expect, test } from './desktop-test'
import { goToPage } from '../e2e/support/go-to-page'

test('the window shows the workflows, through a port of its own', async ({ startDesktop }) => {
  const { page } = await startDesktop()
  await expect(page.getByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible()
  await expect(page.getByRole('listitem', { name: 'Deep Build Pipeline' })).toBeVisible()
})

test('a run streams, waits at its gate and is finished', async ({ startDesktop }) => {
  const { page } = await startDesktop({ demoPace: 0.6 })
  await run(page, 'Decision Memo', 'Should we move the office to the harbour?')
  // Prose: the JSON of the step before it becomes a tree when it is complete.
  await stepButton(page, 'Options Compared').click()
  const early = await textSoFar(page, 'Options Compared')
  await expect(stepButton(page, 'Options Compared')).toHaveAccessibleName(/Completed/)
  const whole = await textSoFar(page, 'Options Compared')
  expect(lettersOf(whole).slice(0, 5)).toBe(lettersOf(early).slice(0, 5))
  expect(whole.length).toBeGreaterThan(early.length)

  await expect(runStatus(page)).toHaveText('Waits for you')
  await stepButton(page, 'Your Call').click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Completed')
})

test('a page that is loaded anew in the middle of a run gets a new port and the same text', async ({
  startDesktop,
}) => {
  const { page } = await startDesktop({ demoPace: 1 })
  await run(page, 'Deep Build Pipeline', 'A lending desk for tools')
  await showStep(page, 'Idea Generation')
  const before = await textSoFar(page, 'Idea Generation')
  await page.reload()
  await expect(stepButton(page, 'Idea Generation')).toHaveAccessibleName(/Completed/)
  expect(lettersOf(await textSoFar(page, 'Idea Generation'))).toMatch(new RegExp(`^${lettersOf(before)}`))
})

test('the page can ask for a port, say what it can do and give files to keep, and nothing else', async ({
  startDesktop,
}) => {
  const { page, exposed } = await startDesktop()
  expect(await exposed()).toEqual(['baton'])
  expect(await page.evaluate('Object.keys(window.baton)')).toEqual(['connect', 'offer', 'saveFiles'])
  for (const name of ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer']) {
    expect(await page.evaluate(`typeof window.${name}`), name).toBe('undefined')
  }
})

test('a key goes from the page to where keys are kept, and never back', async ({ startDesktop }) => {
  // Nothing of the user's: without a session there is no Secret Service on Linux.
  const environment = { DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '' }
  const { page, sentToPage } = await startDesktop({ environment })
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Add connection' }).click()
  const form = page.getByRole('form', { name: 'New connection' })
  await form.getByLabel('Provider').selectOption('openai-compatible')
  await form.getByLabel('Base URL').fill('http://127.0.0.1:9/v1')
  await form.getByLabel('Key').fill(canaryKey('4F2a'))
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  const row = page.getByRole('listitem', { name: 'OpenAI-compatible server' })
  await expect(row).toContainText('ends in 4F2a')
  // What the page shows came over the port, and all that did is searched for keys when the test is over.
  if (sentToPage !== undefined) expect(sentToPage()).toContain('4F2a')
})

test('a script that got into the page is not run, and reaches nobody', async ({
  startDesktop,
  complaints,
}) => {
  const { page } = await startDesktop()
  await watchPolicy(page)
  await page.evaluate(`{
    const script = document.createElement('script')
    script.textContent = 'window.wasRun = true'
    document.body.append(script)
    const image = document.createElement('img')
    image.src = 'https://example.com/pixel.png'
    document.body.append(image)
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    document.body.append(frame)
  }`)
  await expect.poll(() => page.evaluate('window.violations.length')).toBe(3)
  expect(await page.evaluate("fetch('https://example.com/').then(() => 'reached', () => 'refused')")).toBe(
    'refused',
  )
  expect(await page.evaluate('window.violations')).toEqual([
    'script-src-elem inline',
    'img-src https://example.com/pixel.png',
    'frame-src https://example.com',
    'connect-src https://example.com/',
  ])
  expect(await page.evaluate('window.wasRun')).toBeUndefined()
  complaints.splice(0)
})

test('a notification calls the user to the gate, and leads there', async ({ startDesktop }) => {
  const desktop = await startDesktop({ demoPace: 0.1 })
  const { page } = desktop
  await run(page, 'Decision Memo', 'Should we paint the barn?')
  const path = await page.evaluate('location.pathname')
  await desktop.clickMenu('Usage')
  await desktop.putBehind()
  await expect
    .poll(() => desktop.notifications())
    .toEqual([{ title: 'Decision Memo', body: '“Your Call” waits for your review.' }])
  await desktop.clickLastNotification()
  await expect(runStatus(page)).toHaveText('Waits for you')
  expect(await page.evaluate('location.pathname')).toBe(path)
})

test('quitting asks first, stops what runs, and the next start can go on', async ({ startDesktop }) => {
  const first = await startDesktop({ demoPace: 6 })
  await run(first.page, 'Decision Memo', 'Should we keep the dog?')
  await textSoFar(first.page, 'Decision Frame')

  await first.answerNext('Keep running')
  await first.quit()
  await expect.poll(() => first.messageBoxes()).toEqual(['A run is still in progress.'])
  await expect(runStatus(first.page)).toHaveText('Running')

  await first.answerNext('Stop the run and quit')
  await first.quit()
  expect(await first.ended).toBe(0)

  const { page } = await startDesktop()
  await goToPage(page, 'Runs')
  await page
    .getByRole('link', { name: /Decision Memo/ })
    .first()
    .click()
  await expect(runStatus(page)).toHaveText('Stopped')
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Waits for you')
})

test('a template file that is opened comes to the page as it is', async ({ startDesktop, dataFolder }) => {
  const text = '{ "format": "baton/1", "name": "Opened – ✓", "steps": [] }\n'
  const file = join(dataFolder, 'opened.baton.json')
  await writeFile(file, text)
  const desktop = await startDesktop()
  await watchMessages(desktop.page)
  await desktop.openFiles([file])
  await expect
    .poll(() => desktop.page.evaluate('window.messages'))
    .toEqual([{ type: 'baton:open-template', fileName: 'opened.baton.json', text }])
})

test('links go to the browser, and the window stays', async ({ startDesktop }) => {
  const { page, openedExternally } = await startDesktop()
  const url = page.url()
  await page.evaluate("window.open('https://example.com/help')")
  await page.evaluate("window.open('file:///etc/passwd')")
  await expect.poll(() => openedExternally()).toEqual(['https://example.com/help'])
  expect(page.url()).toBe(url)
})

test('the menu does what it says', async ({ startDesktop }) => {
  const { page, clickMenu } = await startDesktop()
  await clickMenu('Usage')
  await expect(page.getByRole('heading', { name: 'Usage', level: 1 })).toBeVisible()
  await clickMenu('Search or Jump…')
  await expect(page.getByRole('combobox')).toBeFocused()
})

test('what the page can’t do is grey in the menu', async ({ startDesktop }) => {
  const { page, clickMenu, canChoose } = await startDesktop()
  const state = async () =>
    Promise.all(['Save', 'Export…', 'Pause or Resume', 'Run Again', 'Usage'].map(canChoose))
  await expect.poll(state).toEqual([false, false, false, false, true])
  await page.getByRole('listitem', { name: 'Decision Memo' }).getByRole('button', { name: 'Open' }).click()
  await expect.poll(state).toEqual([true, true, false, false, true])
  await goToPage(page, 'Workflows')
  await expect.poll(state).toEqual([false, true, false, false, true])
  await clickMenu('Export…')
  await expect(page.getByRole('dialog', { name: 'Export workflows' })).toBeVisible()
  await expect.poll(state, 'under a sheet').toEqual([false, false, false, false, true])
  await page.keyboard.press('Escape')
  await expect.poll(state, 'the sheet is closed').toEqual([false, true, false, false, true])

  await run(page, 'Decision Memo', 'Should we buy the boat?')
  await expect(runStatus(page)).toHaveText('Waits for you')
  await expect.poll(state).toEqual([false, true, false, true, true])
  await page.reload()
  await expect.poll(state).toEqual([false, true, false, true, true])
  await clickMenu('Usage')
  await expect.poll(state).toEqual([false, false, false, false, true])
})

test('several files are saved in a folder that is asked for once, over none that is there', async ({
  startDesktop,
  dataFolder,
}) => {
  const { page, chooseNext, fileDialogs } = await startDesktop()
  const folder = join(dataFolder, 'chosen')
  await mkdir(folder)
  await writeFile(join(folder, 'decision-memo.baton.json'), 'mine')
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Export templates' })
  await sheet.getByRole('button', { name: 'Choose all' }).click()

  // Nothing is chosen: the sheet stays.
  await sheet.getByRole('button', { name: 'Save 3 files' }).click()
  await expect.poll(fileDialogs).toHaveLength(1)
  await expect(sheet.getByRole('button', { name: 'Save 3 files' })).toBeEnabled()

  await chooseNext(join(folder, 'nowhere'))
  await sheet.getByRole('button', { name: 'Save 3 files' }).click()
  await expect(sheet.getByRole('alert')).toContainText('Choose a folder that is still there')

  await chooseNext(folder)
  await sheet.getByRole('button', { name: 'Save 3 files' }).click()
  await expect(page.getByText('3 files saved in “chosen”')).toBeVisible()
  await expect(sheet).toBeHidden()
  expect(await fileDialogs()).toEqual(Array(3).fill('Choose a folder for 3 files'))
  expect((await readdir(folder)).sort()).toEqual([
    'critical-reading-brief.baton.json',
    'decision-memo (2).baton.json',
    'decision-memo.baton.json',
    'deep-build-pipeline.baton.json',
  ])
  expect(await readFile(join(folder, 'decision-memo.baton.json'), 'utf8')).toBe('mine')
  expect(await readFile(join(folder, 'decision-memo (2).baton.json'), 'utf8')).toBe(
    await readFile(join(import.meta.dirname, '../../resources/templates/decision-memo.baton.json'), 'utf8'),
  )
})

test('the guide is in the app, and found in the menu', async ({ startDesktop }) => {
  const { page, clickMenu } = await startDesktop()
  await clickMenu('Baton Guide')
  await expect(page.getByRole('heading', { name: 'Guide', level: 1 })).toBeVisible()
  await page.getByRole('navigation', { name: 'Guide' }).getByRole('link', { name: 'Files and data' }).click()
  await page.getByRole('link', { name: 'The format' }).click()
  await expect(page.getByRole('heading', { name: 'The file format' })).toBeInViewport()
})

/** What a step has written, once there is something. */
async function textSoFar(page: Page, label: string): Promise<string> {
  await expect(textOf(page, label)).not.toBeEmpty()
  return (await textOf(page, label).innerText()).trim()
}

/** Without the marks of an emphasis that is not closed yet. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, '')
}

async function watchPolicy(page: Page): Promise<void> {
  await page.evaluate(`{
    window.violations = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      window.violations.push(violatedDirective + ' ' + blockedURI))
  }`)
}

/** What the shell tells the page: messages of the window to itself. */
async function watchMessages(page: Page): Promise<void> {
  await page.evaluate(`{
    window.messages = []
    window.addEventListener('message', ({ source, data }) => {
      if (source === window && String(data?.type).startsWith('baton:')) window.messages.push(data)
    })
  }`)
}
