/** `npm run e2e -- PATH`: the end-to-end tests, some of them, against a fresh build. */
import './require-node.mjs'
import { resolve } from 'node:path'
import { ensureBuilt } from './build-output.mjs'
import { runBrowserTests } from './run-browser-tests.mjs'

const failure = ensureBuilt(() => console.log('Building Baton …'))
if (failure !== null) {
  console.log(failure)
  process.exit(1)
}
const { failed } = await runBrowserTests(resolve(import.meta.dirname, '..'), process.argv.slice(2))
process.exitCode = failed > 0 ? 1 : 0
