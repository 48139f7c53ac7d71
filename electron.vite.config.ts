import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
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
const loadedAtRunTime = ['better-sqlite3', '@napi-rs/keyring', '@pydantic/genai-prices']
const bundledPackages = Object.keys(manifest.dependencies).filter((name) => !loadedAtRunTime.includes(name))

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      externalizeDeps: { exclude: bundledPackages },
      rollupOptions: {
        input: {
          index: resolve(import.meta.dirname, 'src/main/hosts/electron/index.ts'),
          cli: resolve(import.meta.dirname, 'src/main/hosts/cli/index.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          banner: (chunk) => (chunk.isEntry && chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: resolve(import.meta.dirname, 'src/preload/index.ts') },
        // A sandboxed preload script can't be a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src/renderer'),
    resolve: { alias },
    plugins: [
      react(),
      // electron-vite wants relative addresses, for pages that are files. Ours are served at any path.
      { name: 'absolute-addresses', enforce: 'post', config: () => ({ base: '/' }) },
    ],
    build: {
      minify: true,
      rollupOptions: { input: resolve(import.meta.dirname, 'src/renderer/index.html') },
    },
  },
})
