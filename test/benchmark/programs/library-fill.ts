import { join } from 'node:path'
import Database from 'better-sqlite3'
import { localClient, openCore } from '@main/app'
import { checksum } from '@main/store/checksum'
import { createCopier, type Row } from '../measure/copy-rows'
import { type LibraryTask, RARE_WORD, WORKFLOW_NAME } from '../measure/library-task'
import { createProse } from '../measure/prose'
import { answer, readTask } from '../measure/run-program'

/** Makes a library: one workflow and one run by Baton itself, the others as copies of their rows with other texts. */
const task = readTask<LibraryTask>()
await makeOriginals(task.folder)
const database = new Database(join(task.folder, 'baton.db'))
database.pragma('synchronous = OFF')
const prose = createProse(1)
const YEAR_MS = 365 * 24 * 60 * 60 * 1000
const newest = Date.now()
const workflowId = (index: number) => `library-workflow-${String(index).padStart(8, '0')}`

database.transaction(copyWorkflows)()
for (let from = 0; from < task.runs; from += 10_000) {
  database.transaction(copyRuns)(from, Math.min(task.runs, from + 10_000))
}
database.pragma('wal_checkpoint(TRUNCATE)')
database.close()
answer({ done: true })

async function makeOriginals(dataFolder: string): Promise<void> {
  const core = openCore({ dataFolder, environment: { BATON_DEMO_PACE: '0' } })
  const client = localClient(core, (error) => console.error(error))
  const step = { stepType: 'generate' as const, provider: 'demo' }
  const { id } = await client.workflows.create({
    workflow: {
      name: 'Original',
      description: 'Two steps, the second from the first.',
      steps: [
        { ...step, label: 'Outline', prompt: 'Outline {{input}}.' },
        { ...step, label: 'Draft', prompt: 'Write it out: {{steps.Outline.content}}' },
      ],
    },
  })
  const { runId } = await client.workflows.start({
    source: { kind: 'workflow', workflowId: id },
    input: 'Tea',
  })
  await core.runs.rested(runId)
  await core.close()
}

function copyWorkflows(): void {
  const [workflows, steps] = [createCopier(database, 'workflows'), createCopier(database, 'workflow_steps')]
  const [workflow] = workflows.originals()
  const originals = steps.originals()
  for (let index = 0; index < task.workflows; index += 1) {
    const id = workflowId(index)
    const at = newest - prose.next(YEAR_MS)
    workflows.insert(workflow ?? {}, { id, name: WORKFLOW_NAME(index), created_at: at, updated_at: at })
    for (const step of originals) steps.insert(step, { workflow_id: id })
  }
}

function copyRuns(from: number, to: number): void {
  const tables = [
    'runs',
    'run_definitions',
    'run_leases',
    'step_runs',
    'attempts',
    'attempt_requests',
    'revisions',
  ] as const
  const copiers = Object.fromEntries(tables.map((table) => [table, createCopier(database, table)] as const))
  const copy = (table: (typeof tables)[number], original: Row | undefined, changes: Row) =>
    copiers[table]?.insert(original ?? {}, changes)
  const firstOf = (table: (typeof tables)[number]) =>
    database.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY rowid LIMIT 2`).all()
  const originals = Object.fromEntries(tables.map((table) => [table, firstOf(table)] as const))
  const original = (table: (typeof tables)[number], index = 0) => originals[table]?.[index]
  const ATTEMPTS_OF_ONE = Number(original('attempts')?.['id']) - Number(original('attempts')?.['number'])
  const perStepRun = ATTEMPTS_OF_ONE / Number(original('attempts')?.['step_run_id'])

  for (let index = from; index < to; index += 1) {
    const id = `library-run-${String(index).padStart(8, '0')}`
    // In the order of their ids, as time makes them.
    const at = newest - Math.round(YEAR_MS * (1 - index / task.runs))
    // Half of each, so that a page of either is full in the smallest library, too.
    const status = index % 2 === 0 ? 'completed' : 'failed'
    copy('runs', original('runs'), {
      id,
      status,
      workflow_id: workflowId(prose.next(task.workflows)),
      created_at: at,
      updated_at: at + 60_000,
      finished_at: at + 60_000,
    })
    copy('run_definitions', original('run_definitions'), { run_id: id })
    copy('run_leases', original('run_leases'), { run_id: id })
    for (const position of [0, 1]) {
      const stepRun = 3 + index * 2 + position
      const attempt = stepRun * perStepRun + 1
      const text = prose.text(task.characters, index % 100 === 0 ? RARE_WORD : '')
      copy('step_runs', original('step_runs', position), { id: stepRun, run_id: id, revision_id: stepRun })
      copy('attempts', original('attempts', position), {
        id: attempt,
        step_run_id: stepRun,
        started_at: at,
        finished_at: at + 30_000,
      })
      copy('attempt_requests', original('attempt_requests', position), { attempt_id: attempt })
      copy('revisions', original('revisions', position), {
        id: stepRun,
        step_run_id: stepRun,
        created_at: at + 30_000,
        fingerprint: `${id} ${position}`,
        checksum: checksum(text, stepRun, 1),
        text,
      })
    }
  }
}
