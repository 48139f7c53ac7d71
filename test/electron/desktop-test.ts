import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import { startHeldProvider, type HeldProvider } from '../e2e/support/held-provider'
import type { RunningDesktop } from './desktop-driver'
import { electronDriver } from './start-electron'
import { standInDriver } from './start-stand-in'

export interface DesktopOptions {
  /** The path of Electron's program; null: a stand-in takes its place. */
  electron: string | null
}

interface DesktopFixtures {
  dataFolder: string
  provider: HeldProvider
  /** Starts Baton on the test's data folder, with the test's provider, to open these files. */
  startDesktop: (files?: string[]) => Promise<RunningDesktop>
  /** What pages complained of. */
  complaints: string[]
}

export const test = base.extend<DesktopOptions & DesktopFixtures>({
  electron: [null, { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-desktop-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  // oxlint-disable-next-line no-empty-pattern -- as above
  provider: async ({}, use) => {
    const provider = await startHeldProvider()
    await use(provider)
    await provider.close()
  },

  // oxlint-disable-next-line no-empty-pattern -- as above
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints).toEqual([])
  },

  startDesktop: async ({ electron, browser, dataFolder, provider, complaints }, use) => {
    const start = electron === null ? standInDriver(browser) : electronDriver(electron)
    const running = new Set<RunningDesktop>()
    const environment = { OPENAI_API_KEY: 'sk-of-the-test', OPENAI_BASE_URL: provider.url }
    await use(async (files = []) => {
      const desktop = await start({ dataFolder, environment, files })
      running.add(desktop)
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
  },
})

export { expect }
