import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

// Debian's shell is the same engine without what surrounds a window: the tests take a third less time.
const debianPackages = ['chromium-headless-shell', 'chromium']
const onThePath = [
  ...debianPackages,
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
]
const inTheirPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/**
 * The path of a Chromium for the end-to-end tests: what `BATON_CHROMIUM` names, else Playwright's own, else the
 * system's. Without any, one of Debian's packages is installed where that is allowed.
 * @throws an error whose message says what to do, if there is none and none can be had
 */
export function findBrowser({
  environment = process.env,
  known = [chromium.executablePath(), ...(inTheirPlaces[process.platform] ?? [])],
  works = starts,
  say = () => {},
} = {}) {
  const { BATON_CHROMIUM: chosen } = environment
  if (chosen) {
    if (works(chosen)) return chosen
    throw new Error(`BATON_CHROMIUM is ${chosen}, which is no Chromium that starts.`)
  }
  const find = () => candidates(environment, known).find(works)
  const found = find()
  if (found !== undefined) return found
  if (!canInstall(environment)) throw new Error(noBrowser('No Chromium was found'))
  say('Installing Chromium, which the end-to-end tests need …')
  install(environment)
  const installed = find()
  if (installed === undefined) throw new Error(noBrowser('The Chromium that was installed does not start'))
  return installed
}

function candidates({ PATH: path = '' }, known) {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  const named = onThePath.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...known, ...named].filter(isProgram)
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Some systems have a `chromium` that only says how to get one. */
function starts(program) {
  // Windows' browsers know no --version and would open a window.
  return process.platform === 'win32' || spawnSync(program, ['--version']).status === 0
}

function canInstall({ PATH: path = '' }) {
  return (
    process.getuid?.() === 0 && path.split(delimiter).some((folder) => isProgram(join(folder, 'apt-get')))
  )
}

function install(environment) {
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', args, { env, encoding: 'utf8' })
  // An update may fail for one source of many; what counts is whether a package can be had.
  apt('update', '-qq')
  const complaints = []
  for (const name of debianPackages) {
    const { status, stderr } = apt('install', '-qq', '-y', '--no-install-recommends', name)
    if (status === 0) return
    complaints.push(stderr)
  }
  throw new Error(`${noBrowser("Chromium can't be installed")}\n${complaints.join('')}`)
}

function noBrowser(what) {
  return `${what}: name one in BATON_CHROMIUM, or run "npx playwright install chromium".`
}
