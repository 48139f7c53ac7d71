import { defineConfig } from '@playwright/test'
// Playwright starts its workers with the Node it runs on.
import './scripts/require-node.mjs'
import type { DesktopOptions } from './test/electron/desktop-test'
import { findUsableElectron } from './test/electron/find-usable-electron'

// `npm test` and `npm run e2e` find a browser and name it here; without it, it is Playwright's own.
const browser = process.env['BATON_CHROMIUM']
const electron = await findUsableElectron()

export default defineConfig<DesktopOptions>({
  testMatch: '**/*.spec.ts',
  projects: [
    { name: 'browser', testDir: 'test/e2e' },
    // The desktop app on a stand-in for Electron, everywhere; and on Electron itself, where it is.
    { name: 'stand-in', testDir: 'test/electron' },
    ...(electron === null ? [] : [{ name: 'electron', testDir: 'test/electron', use: { electron } }]),
  ],
  globalSetup: './test/electron/say-what-is-tested.ts',
  // What was built is to be run as it is.
  build: { external: ['**/out/**'] },
  outputDir: '.cache/e2e',
  fullyParallel: true,
  // The tests mostly wait for texts to be written.
  workers: 3,
  forbidOnly: process.env['CI'] !== undefined,
  // Where it is worked on, a test that fails now and then has failed. CI tries once more, and names what it was.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // For machines that do much else: what passes takes no longer for it.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser !== undefined && { executablePath: browser }),
      args: [
        // Chromium's sandbox does not work for root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        // What is not on this machine does not exist, whatever asks for it.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
  },
})
