import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'

const alias = {
  '@shared': resolve(import.meta.dirname, 'src/shared'),
  '@main': resolve(import.meta.dirname, 'src/main'),
}

const manifest: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, 'package.json'), 'utf8'),
)

/**
 * Dependencies go into the bundle, which makes the command line start several times faster than loading them from
 * node_modules. Native code can't be bundled, and the price data is loaded only when a price is asked for.
 */
const loadedAtRunTime = ['better-sqlite3', '@pydantic/genai-prices']
const bundledPackages = Object.keys(manifest.dependencies).filter((name) => !loadedAtRunTime.includes(name))

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      externalizeDeps: { exclude: bundledPackages },
      rollupOptions: {
        input: { cli: resolve(import.meta.dirname, 'src/main/hosts/cli/index.ts') },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          banner: (chunk) => (chunk.isEntry && chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  },
})
