import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { version } from '../../../package.json'
import { newHome } from './command-line'

const commandLine = resolve(import.meta.dirname, '../../../out/main/cli.js')

/** As it is installed: not through the checkout's own script, which keeps compiled code elsewhere. */
async function installed(dataFolder: string, ...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [commandLine, ...args], {
    env: { PATH: process.env['PATH'], BATON_HOME: dataFolder },
  })
}

it('keeps compiled code of its own version in the data folder, and makes no folder for it', async () => {
  const home = newHome()
  onTestFinished(() => home.remove())
  // Builds, if that was not done.
  await home.baton(['--version'])
  const folder = mkdtempSync(join(tmpdir(), 'baton-compiled-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const dataFolder = join(folder, 'home')

  await installed(dataFolder, '--version')
  expect(existsSync(dataFolder)).toBe(false)

  mkdirSync(join(dataFolder, 'compiled', '0.0.0'), { recursive: true })
  await installed(dataFolder, 'workflows')
  expect(readdirSync(join(dataFolder, 'compiled'))).toEqual([version])
  const kept = readdirSync(join(dataFolder, 'compiled', version), { recursive: true })
  expect(kept.length).toBeGreaterThan(3)
})
