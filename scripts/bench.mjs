/** `npm run bench`: how fast Baton is, beside what it is held against. `npm run bench -- --help` says what it takes. */
import './require-node.mjs'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build-output.mjs'
import { bundleBenchmark } from './bundle-benchmark.mjs'
import { findBrowser } from './find-browser.mjs'

const failure = ensureBuilt(() => console.error('Building Baton …'))
if (failure !== null) {
  console.error(failure)
  process.exit(1)
}
// For the parts that measure pages.
process.env.BATON_CHROMIUM ??= findBrowser({ say: console.error })
await import(pathToFileURL(await bundleBenchmark()).href)
