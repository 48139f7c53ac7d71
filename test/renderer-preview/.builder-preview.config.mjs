import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = '/work/main'

/** `vite -c test/renderer-preview/vite.config.mjs` shows the pages without a server behind them. */
export default defineConfig({
  root: '/work/main/test/renderer-preview',
  cacheDir: resolve(root, '.cache/renderer-preview-builder'),
  resolve: { alias: { '@shared': resolve(root, 'src/shared') } },
  plugins: [react()],
  server: { port: 5299, strictPort: true, fs: { allow: [root] } },
})
