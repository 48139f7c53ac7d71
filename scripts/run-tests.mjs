import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './run-command.mjs'

/**
 * Runs all tests with their output on the terminal, and counts them. What failed without being a test (a file that
 * does not load, an unhandled error, no test at all) counts as failed.
 */
export function runTests(root) {
  return runVitest(root, 'vitest run', { show: true })
}

/** @param options those of `runCommand`, and `within`, which makes the command that is run of Vitest's */
export async function runVitest(root, command, { within = (inner) => inner, ...options }) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-tests-'))
  const reportFile = join(folder, 'report.json')
  try {
    const reporting = `${command} --reporter=dot --reporter=./scripts/name-retried-tests.mjs --reporter=json --outputFile.json="${reportFile}"`
    const { ok, output } = await runCommand(within(reporting), root, options)
    return { ...count(readReport(reportFile), ok), output }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Null if there is none: Vitest did not come far enough to write it. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function count(report, ok) {
  const passed = report?.numPassedTests ?? 0
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  const brokenFiles = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = (report?.numFailedTests ?? 0) + brokenFiles.length
  const somethingElse = failed === 0 && (!ok || passed === 0) ? 1 : 0
  return { passed, skipped, failed: failed + somethingElse }
}
