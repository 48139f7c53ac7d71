import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Download, Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { createWorkflow, createWorkflows } from './support/create-workflow'
import { findProblems } from './support/find-problems'
import { pressEnter } from './support/press-enter'

const run = promisify(execFile)
const commandLine = resolve(import.meta.dirname, '../../out/main/cli.js')

const named = (name: string) => ({
  name,
  steps: [{ label: 'Write', stepType: 'generate' as const, prompt: `${name}: {{input}}` }],
})

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Export workflows' })
const box = (page: Page, name: string) => sheet(page).getByRole('checkbox', { name, exact: true })

function watchDownloads(page: Page): Download[] {
  const downloads: Download[] = []
  page.on('download', (download) => downloads.push(download))
  return downloads
}

test('several workflows are written to files at once, each with the bytes of the command line', async ({
  page,
  baton,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, named('Release notes'))
  await createWorkflow(page, named('Tender response'))
  await createWorkflow(page, named('Weekly watch'))
  const downloads = watchDownloads(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(sheet(page).getByRole('button', { name: 'Save file' })).toBeDisabled()
  await box(page, 'Release notes').check()
  await box(page, 'Weekly watch').check()
  await expect(sheet(page).getByText('2 chosen')).toBeVisible()
  await sheet(page).getByRole('button', { name: 'Save 2 files' }).click()
  await expect(sheet(page)).toBeHidden()
  await expect.poll(() => downloads.length).toBe(2)
  for (const [index, name] of ['Release notes', 'Weekly watch'].entries()) {
    const { stdout } = await run(process.execPath, [commandLine, 'export', name], {
      env: { ...process.env, BATON_HOME: baton.dataFolder },
    })
    const download = downloads[index]
    expect(await readFile((await download?.path()) ?? '', 'utf8')).toBe(stdout)
  }
})

test('one goes to the clipboard, by keys alone, and comes back as a template', async ({
  page,
  context,
  openBaton,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openBaton(page)
  await createWorkflow(page, named('Release notes'))
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('export several')
  await page.keyboard.press('Enter')
  await expect(sheet(page)).toBeVisible()
  await box(page, 'Release notes').press('Space')
  await pressEnter(sheet(page).getByRole('button', { name: 'Copy to the clipboard' }))
  await expect(page.getByText('“Release notes” is on the clipboard.')).toBeVisible()
  const text = await page.evaluate('navigator.clipboard.readText()')
  expect(JSON.parse(String(text))).toMatchObject({ format: 'baton/1', name: 'Release notes' })
})

test('several go to the clipboard, and all of them come back when they are pasted', async ({
  page,
  context,
  openBaton,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openBaton(page)
  await createWorkflows(page, ['Release notes', 'Tender response', 'Weekly watch'].map(named))
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(sheet(page).getByRole('button', { name: 'Copy to the clipboard' })).toBeDisabled()
  await box(page, 'Weekly watch').check()
  await box(page, 'Release notes').check()
  await sheet(page).getByRole('button', { name: 'Copy to the clipboard' }).click()
  await expect(page.getByText('2 workflows are on the clipboard. Paste them')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+v')
  const importing = page.getByRole('dialog', { name: 'Import pasted text' })
  await expect(importing).toContainText('1 of 2')
  await importing.getByRole('button', { name: 'Import all 2' }).click()
  for (const name of ['Release notes', 'Weekly watch']) {
    await expect(page.getByRole('listitem', { name, exact: true })).toBeVisible()
  }
  await expect(page.getByRole('heading', { name: 'Templates', level: 1 })).toBeVisible()
})

test('of many, those that fit a search are chosen, and every one is saved', async ({ page, openBaton }) => {
  await openBaton(page)
  const letters = Array.from({ length: 240 }, (_, index) => `Letter ${index + 1}`)
  const others = Array.from({ length: 30 }, (_, index) => `Poem ${index + 1}`)
  await createWorkflows(page, [...letters, ...others].map(named))
  const downloads = watchDownloads(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await sheet(page).getByRole('searchbox').fill('Letter 7')
  await box(page, 'Letter 7').check()
  await sheet(page).getByRole('searchbox').fill('poem')
  await expect(box(page, 'Poem 30')).toBeVisible()
  await sheet(page).getByRole('button', { name: 'Choose all found' }).click()
  await expect(sheet(page).getByText('31 chosen')).toBeVisible()
  expect.soft(await findProblems(page), 'exporting').toEqual([])
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(() => downloads.length).toBe(31)
  const names = new Set(downloads.map((download) => download.suggestedFilename()))
  expect(names).toEqual(
    new Set(['letter-7.baton.json', ...others.map((_, index) => `poem-${index + 1}.baton.json`)]),
  )

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await sheet(page).getByRole('button', { name: 'Choose all' }).click()
  await expect(sheet(page).getByText('270 chosen')).toBeVisible()
  await sheet(page).getByRole('button', { name: 'Choose none' }).click()
  await expect(sheet(page).getByRole('button', { name: 'Save file' })).toBeDisabled()
})
