import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'

const alias = {
  '@shared': resolve(import.meta.dirname, 'src/shared'),
  '@main': resolve(import.meta.dirname, 'src/main'),
}

/**
 * Which of the `dependencies` are bundled into main instead of loaded from node_modules at start. To measure a
 * choice without editing this file: `BATON_BUNDLE=zod,openai npm run build`, or `BATON_BUNDLE=all`.
 */
const bundled = process.env['BATON_BUNDLE']?.split(',') ?? []

const manifest: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, 'package.json'), 'utf8'),
)

/** Native code can't be bundled. */
const neverBundled = ['better-sqlite3']
const bundledPackages = bundled.includes('all')
  ? Object.keys(manifest.dependencies).filter((name) => !neverBundled.includes(name))
  : bundled

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
