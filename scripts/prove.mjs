/**
 * `npm run test:faults` and `npm run test:fuzz`: the long forms of the tests that show what docs/reliability.md
 * promises. One line for each figure; a test that fails is shown whole, with the command that repeats it.
 *
 *   npm run test:faults -- [--seed N] [-t PART_OF_A_NAME]
 */
import './require-node.mjs'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runCommand } from './run-command.mjs'

/** Parts of the paths of the files whose tests belong to each form. */
const SUITES = {
  faults: [
    'test/faults/',
    'integration/kill',
    'integration/engine-faults',
    'integration/engine-limits',
    'integration/engine-ownership',
    'integration/engine-races',
    'integration/llm-cuts',
    'integration/llm-faults',
    'integration/llm-streams',
    'integration/provider-outcomes',
    'integration/store/durability',
    'integration/store/lease',
    'integration/store/migrate',
    'integration/store/processes',
    'integration/store/storage-full',
    'integration/store/upgrade',
  ],
  fuzz: [
    'test/fuzz/',
    'integration/engine-property',
    'integration/engine-live-property',
    'integration/engine-keys',
    'integration/import-damage',
    'integration/rebase-preview',
    'integration/store/backup',
    'integration/store/damage',
    'integration/store/run-store',
    'shared/model/template-file',
    'shared/prompt/',
  ],
}

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, t: { type: 'string', short: 't' } },
  allowPositionals: true,
})
const [suite] = positionals
const seed = values.seed ?? String(1 + Math.floor(Math.random() * 2 ** 31))
const folder = mkdtempSync(join(tmpdir(), 'baton-proof-'))
const figures = join(folder, 'figures.txt')
const report = join(folder, 'report.json')

console.log(`${suite}, seed ${seed}, Node ${process.version}`)
let told = 0
const showFigures = () => {
  const text = existsSync(figures) ? readFileSync(figures, 'utf8') : ''
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
  for (; told < lines.length; told += 1) console.log(`  ${lines[told]}`)
}
const watching = setInterval(showFigures, 500)
const filter = values.t === undefined ? '' : ` -t ${JSON.stringify(values.t)}`
const command = `vitest run --project node ${SUITES[suite].join(' ')}${filter} --maxWorkers=2 --exclude=**/*-time.test.ts --reporter=json --outputFile.json=${JSON.stringify(report)}`
const { ok, output, seconds } = await runCommand(command, root, {
  environment: { BATON_PROOF: 'long', BATON_SEED: seed, BATON_FIGURES: figures },
})
clearInterval(watching)
showFigures()

const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
rmSync(folder, { recursive: true, force: true })
const tests = (result?.testResults ?? []).flatMap((file) => file.assertionResults)
for (const test of tests.filter(({ status }) => status === 'failed')) {
  console.log(`\n✗ ${test.fullName}\n${test.failureMessages.join('\n')}`)
  console.log(`\nOnce more: npm run test:${suite} -- --seed ${seed} -t ${JSON.stringify(test.title)}`)
}
if (!ok && (result?.numFailedTests ?? 0) === 0) console.log(output.trimEnd())
console.log(`${result?.numPassedTests ?? 0} passed, ${result?.numFailedTests ?? 1} failed in ${seconds} s`)
process.exitCode = ok ? 0 : 1
