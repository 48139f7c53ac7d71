import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type LibraryAnswer, type LibraryTask } from '../measure/library-task'
import { interleave } from '../measure/rounds'
import { runProgram } from '../measure/run-program'
import { median, pairedRatio } from '../measure/statistics'
import { figure, megabytes, milliseconds, times } from '../report/format'
import type { Part, PartResult, Row } from '../report/part'
import { atMost, noTarget } from '../report/target'

/** With outputs of 500 characters, two to a run, the largest has 100 MB of them. */
const CHARACTERS = 500
const SMALL = { workflows: 100, runs: 100 }
const LARGE = [
  { workflows: 100, runs: 1_000 },
  { workflows: 1_000, runs: 10_000 },
  { workflows: 10_000, runs: 100_000 },
]

export const library: Part = {
  name: 'library',
  async measure({ quick, folder, say }) {
    const sizes = [SMALL, ...LARGE.slice(0, quick ? 2 : 3)]
    const tasks = new Map<number, LibraryTask>()
    for (const size of sizes) {
      say(`library: making ${size.workflows} workflows and ${size.runs} runs`)
      const task = { folder: join(folder, String(size.runs)), characters: CHARACTERS, ...size }
      mkdirSync(task.folder)
      await runProgram('library-fill', task)
      tasks.set(size.runs, task)
    }
    const taskOf = (runs: number): LibraryTask => tasks.get(runs) ?? { folder, characters: 0, ...SMALL }
    const used = await interleave(
      quick ? 2 : 5,
      Object.fromEntries(
        sizes.map(({ runs }) => [runs, () => runProgram<LibraryAnswer>('library-use', taskOf(runs))]),
      ) as Record<number, () => Promise<LibraryAnswer>>,
    )
    const searched = new Map<number, LibraryAnswer>()
    for (const { runs } of sizes) {
      say(`library: indexing and searching ${runs} runs`)
      const copy = join(folder, 'search')
      cpSync(taskOf(runs).folder, copy, { recursive: true })
      searched.set(runs, await runProgram<LibraryAnswer>('library-search', { ...taskOf(runs), folder: copy }))
      rmSync(copy, { recursive: true })
    }
    return describe(used, searched)
  },
}

function describe(used: Record<number, LibraryAnswer[]>, searched: Map<number, LibraryAnswer>): PartResult {
  const runs = Object.keys(used).map(Number)
  const large = runs.at(-1) ?? SMALL.runs
  const of = (size: number, pick: (answer: LibraryAnswer) => number) => (used[size] ?? []).map(pick)
  const compare = (what: string, pick: (answer: LibraryAnswer) => number, limit?: number): Row => {
    const ratio = pairedRatio(of(large, pick), of(SMALL.runs, pick))
    return {
      what,
      baton: milliseconds(median(of(large, pick))),
      beside: `100 rows ${milliseconds(median(of(SMALL.runs, pick)))}`,
      ratio: times(ratio),
      ...(limit === undefined ? noTarget : atMost(ratio, limit, `${limit} × on 100 rows`)),
    }
  }
  const memory = (size: number) => median(of(size, ({ peakMegabytes }) => peakMegabytes))
  const first = used[large]?.[0]
  const search = searched.get(large)
  const outputs = (large * 2 * CHARACTERS) / 1e6
  const queries = Object.keys(first?.queries ?? {})
  return {
    rows: [
      compare(
        `opening a database of ${figure(first?.databaseMegabytes ?? 0)} MB, ${large.toLocaleString('en')} runs`,
        ({ openMs }) => openMs,
      ),
      {
        what: 'peak memory of opening it and listing everything',
        baton: megabytes(memory(large)),
        beside: `100 rows ${megabytes(memory(SMALL.runs))}`,
        ratio: times(memory(large) / memory(SMALL.runs)),
        ...noTarget,
      },
      ...queries.map((name) =>
        compare(`first page, ${name}`, (answer) => answer.queries[name] ?? Number.NaN, 2),
      ),
      {
        what: `indexing ${figure(outputs)} MB of outputs`,
        baton: `${figure((search?.openMs ?? 0) / 1000)} s`,
        beside: '',
        ratio: `${figure(outputs / ((search?.openMs ?? 0) / 1000))} MB/s`,
        ...noTarget,
      },
      ...Object.entries(search?.queries ?? {}).map(([name, ms]) => ({
        what: `search in ${figure(outputs)} MB, ${name}`,
        baton: milliseconds(ms),
        beside: `100 rows ${milliseconds(searched.get(SMALL.runs)?.queries[name] ?? Number.NaN)}`,
        ratio: '',
        ...noTarget,
      })),
    ],
    growth: [
      ...(['runs: newest', 'workflows: newest', 'workflows: search'] as const).map((name) => ({
        what: `first page, ${name}`,
        unit: 'ms',
        points: runs.map((size) => ({
          size,
          value: median(of(size, (answer) => answer.queries[name] ?? Number.NaN)),
        })),
        flat: name !== 'workflows: search',
      })),
      {
        what: 'opening a database',
        unit: 'ms',
        points: runs.map((size) => ({ size, value: median(of(size, ({ openMs }) => openMs)) })),
        flat: true,
      },
      {
        what: 'indexing outputs',
        unit: 'ms',
        points: runs.slice(1).map((size) => ({ size, value: searched.get(size)?.openMs ?? Number.NaN })),
      },
    ],
    notes: [
      `Library: ${LARGE.map((size) => `${size.workflows.toLocaleString('en')} workflows with ${size.runs.toLocaleString('en')} runs`).join(', ')}, two steps to a run, ${CHARACTERS} characters to an output; one workflow and run made by Baton, the others copies of their rows with other texts. Each measurement opens the database in a fresh process and asks the store for the first 50 of each list; the median of 15 calls, files in the system's memory.`,
    ],
    raw: Object.fromEntries([
      ...runs.flatMap((size) => [
        [`${size} runs: open ms`, of(size, ({ openMs }) => openMs)] as const,
        ...queries.map(
          (name) =>
            [`${size} runs: ${name}`, of(size, (answer) => answer.queries[name] ?? Number.NaN)] as const,
        ),
      ]),
      ...[...searched].flatMap(([size, found]) => [
        [`${size} runs: index ms`, [found.openMs]] as const,
        ...Object.entries(found.queries).map(([name, ms]) => [`${size} runs: search ${name}`, [ms]] as const),
      ]),
    ]),
  }
}
