import { defineConfig } from '@playwright/test'
import everyTest from '../../playwright.config'

/** `playwright test -c test/benchmark/run-page.config.ts`, after a build: how smooth the run page stays. */
export default defineConfig({
  ...everyTest,
  projects: [{ name: 'benchmark' }],
  globalSetup: [],
  testDir: import.meta.dirname,
  testMatch: 'run-page.bench.ts',
  outputDir: '../../.cache/benchmark',
  fullyParallel: false,
  workers: 1,
  timeout: 180_000,
})
