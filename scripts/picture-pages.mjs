/**
 * `npm run docs:pictures`: starts browser mode on an empty data folder, uses it, and takes a picture of each page in
 * both themes into docs/pictures. With names behind it, only those are kept: `npm run docs:pictures -- usage palette`.
 * A page that can't be taken leaves its old picture, is named at the end, and makes the exit code 1.
 */
import './require-node.mjs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { ensureBuilt } from './build-output.mjs'
import { findBrowser } from './find-browser.mjs'
import { makeHistory } from './picture-history.mjs'
import { firstScenes, historyScenes } from './picture-scenes.mjs'
import { indexedPng } from './write-indexed-png.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'docs/pictures')
const wanted = new Set(process.argv.slice(2))
const missed = []
const failure = ensureBuilt(() => process.stderr.write('Building Baton …\n'))
if (failure !== null) throw new Error(failure)
mkdirSync(folder, { recursive: true })

const home = mkdtempSync(join(tmpdir(), 'baton-pictures-'))
const server = spawn(
  process.execPath,
  [join(root, 'scripts/baton.mjs'), 'serve', '--no-open', '--port', '0'],
  { env: { ...process.env, BATON_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] },
)
const exited = once(server, 'exit')
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 })
  const painter = await browser.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(await launchLink())
  const take = (name) => picture(page, painter, name)
  await takeAll(firstScenes, page, take)
  const runs = await makeHistory(home)
  await takeAll(historyScenes(runs), page, take)
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await exited
  rmSync(home, { recursive: true, force: true })
}
for (const line of missed) process.stderr.write(`${line}\n`)
if (missed.length > 0) process.exitCode = 1

async function launchLink() {
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith('http://')) return line
  }
  throw new Error('baton serve ended without a link')
}

/** One after the other; one that fails does not keep the next ones from being taken. */
async function takeAll(scenes, page, take) {
  for (const [name, scene] of Object.entries(scenes)) {
    try {
      await scene(page, () => take(name))
    } catch (error) {
      const [what, ...details] = String(error).split('\n')
      missed.push(`${name}: ${[what, ...details.slice(0, 2)].join(' ')}`)
      await page.keyboard.press('Escape')
    }
  }
}

async function picture(page, painter, name) {
  if (wanted.size > 0 && !wanted.has(name)) return
  await page.mouse.move(0, 0)
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.evaluate(() => document.fonts.ready)
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    writeFileSync(join(folder, `${name}-${theme}.png`), await indexedPng(painter, png))
  }
}
