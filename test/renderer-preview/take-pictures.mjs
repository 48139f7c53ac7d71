import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'

// Pictures of the preview, to be held against the design. Start the preview first; then, for all or some:
// `node test/renderer-preview/take-pictures.mjs FOLDER [NAME…]`
const [folder = '/tmp/renderer-pictures', ...names] = process.argv.slice(2)
const address = process.env['PREVIEW'] ?? 'http://localhost:5199'

const shots = {
  workflows: { path: '/workflows?scene=workflows' },
  'workflows-tooltip': {
    path: '/workflows?scene=workflows',
    act: (page) => page.getByRole('button', { name: '9 steps' }).hover(),
    pauseMs: 900,
  },
  'workflows-menu': {
    path: '/workflows?scene=workflows',
    act: (page) =>
      page.getByRole('listitem', { name: 'Release notes' }).getByRole('button', { name: 'More' }).click(),
  },
  'workflows-empty': { path: '/workflows?scene=empty' },
  'workflows-many': {
    path: '/workflows?scene=many',
    act: async (page) => {
      await page.mouse.move(600, 500)
      await page.mouse.wheel(0, 200_000)
    },
    pauseMs: 1500,
  },
  'run-sheet': {
    path: '/workflows?scene=empty',
    act: (page) => page.getByRole('button', { name: 'Run', exact: true }).first().click(),
    pauseMs: 900,
  },
  'run-sheet-form': {
    path: '/workflows?scene=empty',
    act: (page) => page.getByRole('button', { name: 'Run', exact: true }).last().click(),
    pauseMs: 900,
  },
  palette: {
    path: '/workflows?scene=workflows',
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('re')
    },
    pauseMs: 600,
  },
  'run-streaming': { path: '/runs/shown?scene=streaming' },
  'run-gate': { path: '/runs/shown?scene=gate' },
  'run-edit': {
    path: '/runs/shown?scene=gate',
    act: (page) => page.getByRole('button', { name: 'Edit and approve' }).click(),
  },
  'run-send-back': {
    path: '/runs/shown?scene=gate',
    act: (page) => page.getByRole('button', { name: 'Send back…' }).click(),
  },
  'run-failed': { path: '/runs/shown?scene=failed' },
  'run-stale': { path: '/runs/shown?scene=stale' },
  runs: { path: '/runs?scene=workflows' },
  templates: { path: '/templates?scene=workflows' },
  usage: { path: '/usage?scene=workflows' },
  'usage-tokens': {
    path: '/usage?scene=workflows',
    act: (page) => page.getByRole('radio', { name: 'Tokens' }).click(),
  },
  'usage-empty': { path: '/usage?scene=empty' },
  settings: { path: '/settings?scene=workflows' },
  'settings-failed': {
    path: '/settings?scene=workflows',
    act: (page) =>
      page
        .getByRole('listitem', { name: 'OpenAI', exact: true })
        .getByRole('button', { name: 'Test connection' })
        .click(),
    pauseMs: 600,
  },
  'settings-add': {
    path: '/settings?scene=workflows',
    act: (page) => page.getByRole('button', { name: 'Add connection' }).click(),
  },
  'settings-read-only': {
    path: '/settings?scene=workflows',
    act: (page) => page.getByRole('button', { name: 'Details' }).first().click(),
  },
  'settings-defaults': { path: '/settings?section=defaults&scene=workflows' },
  'settings-data': { path: '/settings?section=data&scene=workflows' },
  'settings-appearance': { path: '/settings?section=appearance&scene=workflows' },
  builder: {
    path: '/templates?scene=workflows',
    act: (page) => page.getByRole('button', { name: 'Use template' }).first().click(),
    pauseMs: 800,
  },
  'connection-lost': {
    path: '/workflows?scene=workflows',
    act: (page) => page.evaluate(() => window.preview.connection.lose()),
    pauseMs: 1200,
  },
  toast: {
    path: '/workflows?scene=workflows',
    act: async (page) => {
      await page
        .getByRole('listitem', { name: 'Release notes' })
        .getByRole('button', { name: 'More' })
        .click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
    },
    pauseMs: 500,
  },
}

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
for (const [name, { path, act, pauseMs = 400 }] of Object.entries(shots)) {
  if (names.length > 0 && !names.includes(name)) continue
  for (const [width, theme] of [
    [1440, 'light'],
    [1440, 'dark'],
    [900, 'light'],
    [900, 'dark'],
  ]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    page.on('pageerror', (error) => process.stdout.write(`${name}: ${error.message}\n`))
    page.on('console', (message) => {
      if (message.type() === 'error') process.stdout.write(`${name}: ${message.text()}\n`)
    })
    await page.goto(`${address}${path}&theme=${theme}`)
    await page.waitForSelector('h1', { state: 'attached' })
    await page.waitForTimeout(700)
    await act?.(page)
    await page.waitForTimeout(pauseMs)
    await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png` })
    await page.close()
  }
}
await browser.close()
