import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'

const scripts = resolve(import.meta.dirname, '../../scripts')
const fromScripts = (name: string) => import(pathToFileURL(join(scripts, name)).href)

interface Host {
  electron: string | null
  reason: string | null
}
interface Choice {
  chooseHost: (options: {
    platform: string
    environment: Record<string, string>
    fetch: (within: number) => string | null
  }) => Host
}
interface Electron {
  fetchElectron: (within: number, options: { packageFolder: string }) => string | null
}
interface Browser {
  findBrowser: (options: {
    environment: Record<string, string>
    known?: string[]
    works?: (program: string) => boolean
  }) => string
}

/** Electron's package as npm leaves it: without the program, with the script that fetches it. */
function electronPackage(install: string): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}')
  writeFileSync(
    join(folder, 'install.js'),
    `const { mkdirSync, writeFileSync } = require('node:fs')
     const at = (name) => require('node:path').join(__dirname, name)
     const put = (version) => {
       mkdirSync(at('dist'), { recursive: true })
       writeFileSync(at('dist/version'), version)
       writeFileSync(at('dist/program'), '')
     }
     ${install}`,
  )
  return folder
}

test('Electron is fetched when it is first wanted', async () => {
  const { fetchElectron }: Electron = await fromScripts('find-electron.mjs')
  const packageFolder = electronPackage(`put('45.4.1'); writeFileSync(at('path.txt'), 'program')`)
  expect(fetchElectron(10_000, { packageFolder })).toBe(join(packageFolder, 'dist', 'program'))
})

test.each([
  ['can’t be fetched', 'process.exit(1)'],
  ['does not come in time', `put('45.4.1'); setInterval(() => {}, 1000)`],
  ['is half-unpacked', `put('45.4.1'); process.exit(1)`],
  ['is another version', `put('44.0.0'); writeFileSync(at('path.txt'), 'program')`],
  ['is not where it should be', `put('45.4.1'); writeFileSync(at('path.txt'), 'elsewhere')`],
])('there is no Electron if it %s', async (_case, install) => {
  const { fetchElectron }: Electron = await fromScripts('find-electron.mjs')
  expect(fetchElectron(1_000, { packageFolder: electronPackage(install) })).toBeNull()
})

test('without a display nothing is fetched, and one line says why', async () => {
  const { chooseHost }: Choice = await fromScripts('choose-host.mjs')
  const never = () => expect.unreachable('Electron was asked for')
  expect(chooseHost({ platform: 'linux', environment: {}, fetch: never })).toEqual({
    electron: null,
    reason: 'There is no display here, so Baton opens in the browser.',
  })
})

test.each([
  ['linux', { DISPLAY: ':0' }],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }],
  ['darwin', {}],
  ['win32', {}],
])('on %s with %j Electron is asked for, for 10 s', async (platform, environment) => {
  const { chooseHost }: Choice = await fromScripts('choose-host.mjs')
  const asked: number[] = []
  const answer = (program: string | null) => (within: number) => {
    asked.push(within)
    return program
  }
  expect(chooseHost({ platform, environment, fetch: answer('/electron') })).toEqual({
    electron: '/electron',
    reason: null,
  })
  const without = chooseHost({ platform, environment, fetch: answer(null) })
  expect(without.electron).toBeNull()
  expect(without.reason).toContain('could not be fetched within 10 s')
  expect(without.reason).not.toContain('\n')
  expect(asked).toEqual([10_000, 10_000])
})

test('a browser that was named and does not start is an error, not a reason to take another', async () => {
  const { findBrowser }: Browser = await fromScripts('find-browser.mjs')
  expect(() => findBrowser({ environment: { BATON_CHROMIUM: '/nowhere/chromium' } })).toThrow(
    'BATON_CHROMIUM is /nowhere/chromium, which is no Chromium that starts.',
  )
})

test('the first browser that starts is taken: the one that was named, a known one, one on the path', async () => {
  const { findBrowser }: Browser = await fromScripts('find-browser.mjs')
  const [stub, real] = [
    programIn(temporaryFolder(), 'chromium'),
    programIn(temporaryFolder(), 'google-chrome'),
  ]
  const known = programIn(temporaryFolder(), 'known')
  const environment = { PATH: [dirname(stub), dirname(real)].join(delimiter) }
  const works = (program: string) => program !== stub
  expect(findBrowser({ environment, known: [], works })).toBe(real)
  expect(findBrowser({ environment, known: [known], works })).toBe(known)
  expect(findBrowser({ environment: { ...environment, BATON_CHROMIUM: real }, known: [known], works })).toBe(
    real,
  )
})

test('without any browser a sentence says what to do', async () => {
  const { findBrowser }: Browser = await fromScripts('find-browser.mjs')
  expect(() => findBrowser({ environment: { PATH: temporaryFolder() }, known: [] })).toThrow(
    'No Chromium was found: name one in BATON_CHROMIUM, or run "npx playwright install chromium".',
  )
})

function programIn(folder: string, name: string): string {
  const program = join(folder, name)
  writeFileSync(program, '', { mode: 0o755 })
  return program
}

/** Windows ends a process without asking it. */
const CLEAN_END = process.platform === 'win32' ? null : 0

test(
  'npm start serves to the browser where there is no display, and ends cleanly',
  { timeout: 60_000 },
  async () => {
    // Elsewhere there is always one.
    const isLinux = process.platform === 'linux'
    const wish = isLinux ? [] : ['--browser']
    const { child, link, said } = await launch('start.mjs', [...wish, '--no-open', '--port', '0'])
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(CLEAN_END)
    const lines = (await said).trim().split('\n')
    const reasons = lines.filter(
      (line) => line === 'There is no display here, so Baton opens in the browser.',
    )
    expect(reasons).toHaveLength(isLinux ? 1 : 0)
  },
)

test('npm run dev serves the sources behind the same door', { timeout: 60_000 }, async () => {
  const { child, link } = await launch('dev.mjs', ['--browser', '--no-open', '--port', '0'])
  const { origin } = new URL(link)
  expect((await fetch(origin)).status).toBe(401)
  const opened = await fetch(link, { redirect: 'manual' })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const page = await fetch(`${origin}/runs/1`, { headers: { cookie, accept: 'text/html' } })
  const html = await page.text()
  expect(html).toContain('/@vite/client')
  const nonce = /nonce="([\w-]+)"/.exec(html)?.[1]
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain(`script-src 'self' 'nonce-${nonce}';`)
  expect(policy).not.toContain('unsafe-eval')
  expect(policy).toMatch(/connect-src 'self' ws:\/\/127\.0\.0\.1:\d+ ws:\/\/127\.0\.0\.1:\d+;/)
  expect((await fetch(`${origin}/main.tsx`, { headers: { cookie } })).status).toBe(200)
  expect(
    (await fetch(`${origin}/main.tsx`, { headers: { cookie, origin: 'http://evil.example' } })).status,
  ).toBe(403)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(CLEAN_END)
})

async function launch(
  script: string,
  options: string[],
): Promise<{ child: ChildProcess; link: string; said: Promise<string> }> {
  const child = spawn(process.execPath, [join(scripts, script), ...options], {
    env: { ...process.env, BATON_HOME: temporaryFolder(), DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = text(child.stderr)
  for await (const link of createInterface({ input: child.stdout })) return { child, link, said }
  throw new TypeError(`It ended without a link: ${await said}`)
}
