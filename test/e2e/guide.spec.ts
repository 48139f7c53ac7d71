import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { findProblems } from './support/find-problems'

const docs = resolve(import.meta.dirname, '../../docs')
const FILES = [
  ...readdirSync(join(docs, 'guide')).map((name) => `guide/${name}`),
  'deep-build-pipeline.md',
  'templates.md',
  'providers.md',
]
const titleOf = (file: string) => /^# (.+)$/m.exec(readFileSync(join(docs, file), 'utf8'))?.[1] ?? ''

const contents = (page: Page) => page.getByRole('navigation', { name: 'Guide' })
const title = (page: Page) => page.getByRole('heading', { level: 1 })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search the guide' })

async function openGuide(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Help' }).click()
  await page.getByRole('menuitem', { name: 'Guide' }).click()
  await expect(title(page)).toHaveText('Guide')
}

test('every page of the guide opens in the app, without a network', async ({ page, openBaton }) => {
  await openBaton(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await openGuide(page)
  const links = contents(page).getByRole('link')
  await expect(links).toHaveCount(FILES.length)
  const titles = new Set<string>()
  for (const link of await links.all()) {
    await link.click()
    await expect(link).toHaveAttribute('aria-current', 'page')
    titles.add((await title(page).textContent()) ?? '')
    await expect(page.getByRole('article')).not.toContainText('<picture>')
    await expect(page).toHaveTitle(/Guide · Baton$/)
  }
  expect([...titles].sort()).toEqual(FILES.map(titleOf).sort())
  const { origin } = new URL(page.url())
  expect(asked.filter((url) => !url.startsWith(`${origin}/assets/`))).toEqual([])
})

test('its links lead on within the app, to the very place, and back', async ({ page, openBaton }) => {
  await openBaton(page)
  await page.getByRole('link', { name: 'five minutes of the guide' }).click()
  await expect(page.getByRole('heading', { name: 'Five minutes, without a key' })).toBeInViewport()
  await page.getByRole('link', { name: 'Usage', exact: true }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.getByRole('article').getByRole('link', { name: 'Files and data' }).press('Enter')
  await expect(title(page)).toHaveText('Files and data')
  await expect(page.getByRole('heading', { name: 'Share a workflow' })).toBeVisible()
  await page.getByRole('link', { name: 'The format' }).click()
  await expect(page).toHaveURL(/\/guide\/templates#the-file-format$/)
  await expect(page.getByRole('heading', { name: 'The file format' })).toBeInViewport()
  await page.goBack()
  await expect(title(page)).toHaveText('Files and data')

  // An address of its own: it can be kept, and loaded anew.
  await page.goto(new URL('/guide/command-line', page.url()).href)
  await page.getByRole('link', { name: 'data folder' }).click()
  await expect(page.getByRole('heading', { name: 'The data folder' })).toBeInViewport()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'The data folder' })).toBeInViewport()

  await page.goto(new URL('/guide/nothing', page.url()).href)
  await expect(title(page)).toHaveText('There is no such page')

  await page.goto(new URL('/guide/providers', page.url()).href)
  const outside = page.getByRole('article').getByRole('link', { name: 'aimock' })
  await expect(outside).toHaveAttribute('target', '_blank')
  await expect(outside).toHaveAttribute('href', /^https:/)
})

test('it is searched by keys alone, and found in the palette', async ({ page, openBaton }) => {
  await openBaton(page)
  await openGuide(page)
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await page.keyboard.type('zeppelins')
  await expect(page.getByText('Nothing in the guide fits “zeppelins”.')).toBeVisible()
  await search(page).fill('exit codes')
  const found = page.getByRole('region', { name: 'Found in the guide' })
  await expect(found.getByRole('link').first()).toContainText('Exit codes')
  await search(page).press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/guide\/command-line#exit-codes$/)
  await expect(page.getByRole('heading', { name: 'Exit codes' })).toBeInViewport()
  await expect(search(page)).toHaveValue('')

  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('review gates')
  await page.getByRole('option', { name: /^Review gates ?in the guide/ }).click()
  await expect(title(page)).toHaveText('Review gates')
})

test('it can be read where there is little room', async ({ page, openBaton }) => {
  await openBaton(page)
  await page.setViewportSize({ width: 640, height: 700 })
  await openGuide(page)
  await page.getByRole('combobox', { name: 'Page' }).selectOption('Troubleshooting')
  await expect(title(page)).toHaveText('Troubleshooting')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(640)
})

test('axe finds nothing in the guide', async ({ page, openBaton }) => {
  await openBaton(page)
  await openGuide(page)
  expect.soft(await findProblems(page), 'its first page').toEqual([])
  await contents(page).getByRole('link', { name: 'Command line' }).click()
  await expect(title(page)).toHaveText('Command line')
  expect.soft(await findProblems(page), 'a page with code and tables').toEqual([])
  await search(page).fill('budget')
  await expect(
    page.getByRole('region', { name: 'Found in the guide' }).getByRole('link').first(),
  ).toBeVisible()
  expect.soft(await findProblems(page), 'a search').toEqual([])
  await page.setViewportSize({ width: 640, height: 700 })
  await search(page).fill('')
  await expect(page.getByRole('combobox', { name: 'Page' })).toBeVisible()
  expect.soft(await findProblems(page), 'with little room').toEqual([])
})
