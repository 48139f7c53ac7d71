import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import { refuseKeys, sweepForKeys } from '../support/sweep-for-keys'
import type { RunningDesktop } from './desktop-driver'
import { electronDriver } from './start-electron'
import { standInDriver } from './start-stand-in'

export interface DesktopOptions {
  /** The path of Electron's program; null: a stand-in takes its place. */
  electron: string | null
}

interface DesktopFixtures {
  dataFolder: string
  /** Starts Baton on the test's data folder. The demo connection writes at once, unless told how fast to write. */
  startDesktop: (options?: {
    demoPace?: number
    files?: string[]
    environment?: Record<string, string>
  }) => Promise<RunningDesktop>
  /** What pages complained of. */
  complaints: string[]
}

export const test = base.extend<DesktopOptions & DesktopFixtures>({
  electron: [null, { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  dataFolder: async ({}, use, testInfo) => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-desktop-'))
    await use(folder)
    const log = join(folder, 'logs/baton.log')
    if (testInfo.status !== testInfo.expectedStatus && existsSync(log))
      await testInfo.attach('log', { path: log })
    try {
      sweepForKeys(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },

  // oxlint-disable-next-line no-empty-pattern -- as above
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints).toEqual([])
  },

  startDesktop: async ({ electron, browser, dataFolder, complaints }, use) => {
    const start = electron === null ? standInDriver(browser) : electronDriver(electron)
    const running = new Set<RunningDesktop>()
    const started: RunningDesktop[] = []
    await use(async ({ demoPace = 0, files = [], environment = {} } = {}) => {
      const desktop = await start({
        dataFolder,
        environment: { BATON_DEMO_PACE: String(demoPace), ...environment },
        files,
      })
      running.add(desktop)
      started.push(desktop)
      void desktop.ended.then(() => running.delete(desktop))
      desktop.page.on('pageerror', (error) => complaints.push(String(error)))
      desktop.page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await expect(desktop.page.getByRole('navigation', { name: 'Main' })).toBeVisible()
      return desktop
    })
    for (const desktop of running) {
      await desktop.answerNext('Stop the run and quit')
      await desktop.quit()
      await desktop.ended
    }
    for (const { sentToPage } of started) refuseKeys(sentToPage?.() ?? '', 'what went to the page')
  },
})

export { expect }
