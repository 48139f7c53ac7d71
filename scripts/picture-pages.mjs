/**
 * `npm run docs:pictures`: starts browser mode on an empty data folder, uses it, and takes a picture of each page in
 * both themes into docs/pictures.
 */
import './require-node.mjs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { ensureBuilt } from './build-output.mjs'
import { findBrowser } from './find-browser.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'docs/pictures')
const failure = ensureBuilt(() => process.stderr.write('Building Baton …\n'))
if (failure !== null) throw new Error(failure)
mkdirSync(folder, { recursive: true })

const home = mkdtempSync(join(tmpdir(), 'baton-pictures-'))
const server = spawn(process.execPath, [join(root, 'scripts/baton.mjs'), 'serve', '--no-open'], {
  env: { ...process.env, BATON_HOME: home },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const exited = once(server, 'exit')
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 })
  await page.goto(await launchLink())
  await takeTour(page)
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await exited
  rmSync(home, { recursive: true, force: true })
}

async function launchLink() {
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith('http://')) return line
  }
  throw new Error('baton serve ended without a link')
}

async function takeTour(page) {
  const main = page.getByRole('navigation', { name: 'Main' })
  const open = (name) => main.getByRole('link', { name, exact: true }).click()
  await page.getByRole('listitem', { name: 'Decision Memo' }).waitFor()
  await picture(page, 'first-start')

  const template = page.getByRole('listitem', { name: 'Deep Build Pipeline' })
  await template.getByRole('button', { name: 'Run' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox', { name: 'Input' }).fill('A habit tracker for night-shift nurses')
  await picture(page, 'run-sheet')
  await sheet.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('button', { name: /^Research & Context Gathering/ }).waitFor()
  await page
    .getByText('Risks of Getting It Wrong')
    .or(page.getByText('Technical Landscape'))
    .first()
    .waitFor()
  await picture(page, 'run-streaming')
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor({ timeout: 60_000 })
  await picture(page, 'run-gate')
  await page.getByRole('button', { name: 'Approve', exact: true }).click()

  await open('Templates')
  await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor()
  await picture(page, 'templates')
  await page
    .getByRole('listitem', { name: 'Decision Memo' })
    .getByRole('button', { name: 'Use template' })
    .click()
  await page.getByRole('region', { name: 'Steps' }).waitFor()
  await picture(page, 'builder')
  await page.getByRole('button', { name: /^Save/ }).click()
  await open('Workflows')
  await page
    .getByRole('button', { name: 'Edit' })
    .or(page.getByRole('link', { name: 'Edit' }))
    .first()
    .waitFor()
  await picture(page, 'workflows')
  for (const name of ['Runs', 'Usage', 'Settings']) {
    await open(name)
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await picture(page, name.toLowerCase())
  }
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').waitFor()
  await picture(page, 'palette')
}

async function picture(page, name) {
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) })
  }
}
