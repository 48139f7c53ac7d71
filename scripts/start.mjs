/**
 * `npm start`: opens Baton from a checkout, built first if it must be. In a window of its own where Electron's program
 * and a display are at hand, else in the browser, with one line that says why; `npm start -- --browser` chooses that.
 * Other arguments are passed on: to `baton serve`, or a file to open to Electron.
 */
import './require-node.mjs'
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { commandLine, ensureBuilt } from './build-output.mjs'
import { chooseHost } from './choose-host.mjs'

const root = resolve(import.meta.dirname, '..')
const wantsBrowser = process.argv.includes('--browser')
const options = process.argv.slice(2).filter((option) => option !== '--browser')

const failure = ensureBuilt(() => process.stderr.write('Building Baton …\n'))
if (failure !== null) {
  process.stderr.write(`${failure}\nThe build failed, so Baton did not start.\n`)
  process.exit(1)
}

const { electron, reason } = wantsBrowser ? { electron: null, reason: null } : chooseHost()
if (electron === null) {
  if (reason !== null) process.stderr.write(`${reason}\n`)
  // In this process, so that signals, the terminal and the exit code are its own.
  process.argv = [process.argv[0], commandLine, 'serve', ...options]
  await import(pathToFileURL(commandLine).href)
} else {
  // Chromium's sandbox does not work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electron, [...sandbox, root, ...options], { stdio: 'inherit' })
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 1
  })
  // The terminal sends them to both; the shell needs time to stop what runs.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
}
