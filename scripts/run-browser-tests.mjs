import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './find-browser.mjs'
import { runCommand } from './run-command.mjs'

/**
 * Runs the end-to-end tests in a real Chromium, with their output on the terminal, and counts them. Without a browser
 * they have failed: they are never left out.
 */
export async function runBrowserTests(root, filter = []) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-browser-tests-'))
  const reportFile = join(folder, 'report.json')
  try {
    const browser = findBrowser({ say: (sentence) => console.log(sentence) })
    // In quotation marks: the title of a test has spaces, a choice of several has bars.
    const words = filter.map((word) => JSON.stringify(word)).join(' ')
    const { ok } = await runCommand(`playwright test --reporter=dot,json ${words}`, root, {
      show: true,
      // Playwright asks its workers for colours, and Node warns of the contradiction.
      environment: { NO_COLOR: '', BATON_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    })
    return count(readReport(reportFile), ok)
  } catch (error) {
    console.log(error.message)
    return { passed: 0, skipped: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Null if there is none: Playwright did not come far enough to write it. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** What passed at the second try, which there is in CI only, has passed; it is named on the terminal. */
function count(report, ok) {
  const { expected: passed = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {}
  const somethingElse = unexpected === 0 && (!ok || passed === 0) ? 1 : 0
  return { passed: passed + flaky, skipped, failed: unexpected + somethingElse }
}
