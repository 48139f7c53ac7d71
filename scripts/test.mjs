/**
 * `npm test`: every check, one after the other, all of them even if one fails. A passing check is one line, a failing
 * one shows its whole output. The last line is the count and nothing else; machines read it.
 * `npm run check` leaves out the build and the tests.
 */
import './require-node.mjs'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runBrowserTests } from './run-browser-tests.mjs'
import { runKeychainTests } from './run-keychain-tests.mjs'
import { runTests } from './run-tests.mjs'
import { runCommand } from './run-command.mjs'

/** Each is the name of a script in package.json. */
const staticChecks = ['format:check', 'lint', 'types', 'layers', 'unused']
const checks = process.argv.includes('--static') ? staticChecks : [...staticChecks, 'build']

const root = resolve(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const failedChecks = []
for (const check of checks) {
  const { ok, output, seconds } = await runCommand(scripts[check], root)
  console.log(`${ok ? '✓' : '✗'} ${check} (${seconds} s)`)
  if (!ok) {
    failedChecks.push(check)
    console.log(`${output.trimEnd()}\n`)
  }
}

const suites = []
if (!process.argv.includes('--static')) {
  for (const run of [runTests, runKeychainTests, runBrowserTests]) suites.push(await run(root))
}
const sum = (outcome) => suites.reduce((total, suite) => total + suite[outcome], 0)
if (failedChecks.length > 0) console.log(`\nFailed: ${failedChecks.join(', ')} (npm run …)`)

const passed = suites.length === 0 ? checks.length - failedChecks.length : sum('passed')
const failed = failedChecks.length + sum('failed')
const skipped = sum('skipped')
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
