import type { Run } from './run'
import { runTotals } from './run-totals'

/**
 * The whole run as JSON, with its totals, two spaces and a final newline: a `Run` for whoever reads it back.
 * A run without input has no `input`.
 */
export function runJson(run: Run): string {
  return `${JSON.stringify({ ...run, ...runTotals(run) }, null, 2)}\n`
}
