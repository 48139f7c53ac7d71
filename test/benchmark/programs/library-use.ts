import { openStore } from '@main/store/open-store'
import { type LibraryAnswer, type LibraryTask, RARE_WORD, WORKFLOW_NAME } from '../measure/library-task'
import { peakMegabytes } from '../measure/process-figures'
import { answer, readTask } from '../measure/run-program'
import { median } from '../measure/statistics'

/** Opens a library as any start of Baton does, and asks for what its pages show first. */
const { folder, workflows } = readTask<LibraryTask>()
const startedAt = performance.now()
const store = openStore({ dataFolder: folder, now: Date.now, newId: () => crypto.randomUUID() })
const openMs = performance.now() - startedAt

const PAGE = { limit: 50 }
const workflowId = 'library-workflow-00000007'
const asked: Record<string, () => unknown> = {
  'workflows: newest': () => store.workflows.list(PAGE),
  'workflows: by name': () => store.workflows.list({ ...PAGE, name: WORKFLOW_NAME(7) }),
  'workflows: search': () => store.workflows.list({ ...PAGE, search: `number ${workflows - 1}` }),
  'workflows: deleted': () => store.workflows.list({ ...PAGE, deleted: true }),
  'runs: newest': () => store.runs.list(PAGE),
  'runs: completed': () => store.runs.list({ ...PAGE, statuses: ['completed'] }),
  'runs: failed': () => store.runs.list({ ...PAGE, statuses: ['failed'] }),
  'runs: completed or failed': () => store.runs.list({ ...PAGE, statuses: ['completed', 'failed'] }),
  'runs: of a workflow': () => store.runs.list({ ...PAGE, workflowId }),
  'runs: by the start of an id': () => store.runs.list({ ...PAGE, idPrefix: 'library-run-0000000' }),
  templates: () => store.templates.list({}),
}
const queries = Object.fromEntries(Object.entries(asked).map(([name, ask]) => [name, timeOf(ask)]))
const found = store.runs.list({ ...PAGE, count: true }).total ?? 0
if (found === 0) throw new Error(`The library is empty; looked for ${RARE_WORD} in nothing.`)
answer({
  openMs,
  peakMegabytes: peakMegabytes('self'),
  databaseMegabytes: store.maintenance.databaseBytes() / 1e6,
  queries,
} satisfies LibraryAnswer)
store.close()

function timeOf(ask: () => unknown): number {
  for (let warm = 0; warm < 5; warm += 1) ask()
  return median(
    Array.from({ length: 15 }, () => {
      const before = performance.now()
      ask()
      return performance.now() - before
    }),
  )
}
