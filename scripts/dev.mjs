/**
 * `npm run dev`: Baton from its sources, with hot reload. In Electron where its program and a display are at hand,
 * else in the browser; `npm run dev -- --browser` and `-- --electron` choose. Other arguments are those of
 * `baton serve`.
 */
import './require-node.mjs'
import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { hasDisplay } from './choose-host.mjs'
import { developInBrowser } from './develop-in-browser.mjs'
import { developInElectron } from './develop-in-electron.mjs'
import { findElectron } from './find-electron.mjs'

const { values } = parseArgs({
  allowNegative: true,
  options: {
    browser: { type: 'boolean', default: false },
    electron: { type: 'boolean', default: false },
    port: { type: 'string' },
    open: { type: 'boolean', default: true },
  },
})
const root = resolve(import.meta.dirname, '..')
const electronIsHere = hasDisplay() && findElectron() !== null

if (values.electron || (electronIsHere && !values.browser)) {
  process.exitCode = await developInElectron(root)
} else {
  const port = values.port === undefined ? undefined : Number(values.port)
  await developInBrowser(root, { port, open: values.open })
}
