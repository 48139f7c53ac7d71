import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** `vite -c test/renderer-preview/vite.config.mjs` shows the pages without a server behind them. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '/tmp/settings-preview-cache',
  resolve: { alias: { '@shared': resolve(root, 'src/shared') } },
  plugins: [react()],
  server: { port: 5213, strictPort: true, fs: { allow: [root] } },
})
