import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
// Vitest starts its workers with the Node it runs on.
import './scripts/require-node.mjs'

export default defineConfig({
  resolve: {
    alias: {
      '@shared': resolve(import.meta.dirname, 'src/shared'),
      '@main': resolve(import.meta.dirname, 'src/main'),
    },
  },
  test: {
    // Processes, not threads: tests start child processes, change folders and load native code.
    pool: 'forks',
    // Many tests wait for servers and other processes: on two cores this halves the time.
    maxWorkers: 4,
    // Where it is worked on, and in the long forms, a test that fails now and then has failed. CI tries once more, and
    // `scripts/name-retried-tests.mjs` names what it was.
    retry: process.env['CI'] === undefined || process.env['BATON_PROOF'] ? 0 : 1,
    // For machines that do much else: what passes takes no longer for it.
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'src/{main,shared}/**/*.test.ts',
            'test/integration/**/*.test.ts',
            'test/house/**/*.test.ts',
            'test/electron/**/*.test.ts',
            // `scripts/prove.mjs` runs them.
            ...(process.env['BATON_PROOF'] ? ['test/{faults,fuzz}/**/*.test.ts'] : []),
            // `scripts/run-keychain-tests.mjs` runs them where a Secret Service can be had.
            ...(process.env['BATON_SECRET_SERVICE'] ? ['test/secret-service/**/*.test.ts'] : []),
          ],
          testTimeout: process.env['BATON_PROOF'] ? 900_000 : 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['src/renderer/test-support/prepare-page.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
