import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { library } from './parts/library'
import { builder, runPage } from './parts/pages'
import { paint } from './parts/paint'
import { parallel } from './parts/parallel'
import { start } from './parts/start'
import { steps } from './parts/steps'
import { stream } from './parts/stream'
import { describeMachine } from './report/machine'
import type { Part, PartResult } from './report/part'
import { toMarkdown } from './report/to-markdown'
import { writeIntoPage } from './report/write-into-page'

const PARTS: Part[] = [steps, stream, parallel, library, start, paint, builder, runPage]

const HELP = `npm run bench -- [PART …] [--quick] [--json PATH] [--write PAGE] [--folder FOLDER]

Parts: ${PARTS.map(({ name }) => name).join(', ')}. Default: all.
  --quick     fewer rounds and smaller sizes, coarser
  --json      where every single measurement goes; default .cache/bench.json
  --write     a page to put the tables into, between its two markers
  --folder    a folder on the disk to measure; default the system's for temporary files`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string', default: '.cache/bench.json' },
    write: { type: 'string' },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter((name) => !PARTS.some((part) => part.name === name))
if (values.help || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no part "${unknown[0]}".\n\n${HELP}` : HELP)
  process.exit(unknown.length > 0 ? 2 : 0)
}

const failed: string[] = []
const machine = describeMachine(values.folder)
const results: (PartResult & { part: string; seconds: number })[] = []
for (const part of PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const folder = mkdtempSync(join(values.folder, `baton-bench-${part.name}-`))
  const startedAt = performance.now()
  try {
    const result = await part.measure({ quick: values.quick, folder, say: (line) => console.error(line) })
    results.push({ part: part.name, seconds: Math.round((performance.now() - startedAt) / 1000), ...result })
  } catch (error) {
    // What the other parts measured is worth having.
    failed.push(part.name)
    console.error(error)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

const markdown = toMarkdown(machine, results)
console.log(markdown)
mkdirSync(dirname(values.json), { recursive: true })
writeFileSync(values.json, `${JSON.stringify({ machine: Object.fromEntries(machine), results }, null, 2)}\n`)
if (values.write !== undefined && failed.length === 0) writeIntoPage(values.write, markdown)
const missed = results.flatMap(({ rows }) => rows.filter(({ met }) => met === false))
console.error(
  `${missed.length} targets missed; ${results.map(({ part, seconds }) => `${part} ${seconds} s`).join(', ')}`,
)
if (failed.length > 0) console.error(`Not measured: ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
