import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sourcesFile } from './build-output.mjs'

/** Builds main and preload whenever they change, and serves the pages with hot reload. Resolves to the exit code. */
export function developInElectron(root) {
  // It builds into `out`, which is then no build that `npm start` could use.
  rmSync(sourcesFile, { force: true })
  const program = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  // Chromium's sandbox does not work for root.
  const sandbox = process.getuid?.() === 0 ? ['--noSandbox'] : []
  const child = spawn(process.execPath, [program, 'dev', '--watch', '--ignoreConfigWarning', ...sandbox], {
    cwd: root,
    stdio: 'inherit',
  })
  // The terminal sends them to both; the shell needs time to stop what runs.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
