import type { Command } from 'commander'
import type { ApiClient, RunSummary } from '@shared/contract'
import { wholeNumber } from '../command-options'
import { formatCost, formatTime } from '../format-figures'
import type { Host } from '../host'
import { note, printJson } from '../print'
import { printList } from '../print-list'
import { printableLine } from '../printable-text'
import { isTerminal } from '../terminal-colors'

const SHOWN = 50
/** The part of an id that tells the time, to the millisecond. */
const SHORT_ID = 13

const COLUMNS = [
  { title: 'run' },
  { title: 'status' },
  { title: 'steps', alignRight: true },
  { title: 'cost', alignRight: true },
  { title: 'started' },
  { title: 'workflow', isFlexible: true },
]

export function addRuns(program: Command, host: Host): void {
  program
    .command('runs')
    .summary('list the runs, newest first')
    .description(
      'Lists the runs, newest first. The start of an id is enough for other commands, if it is the only one.',
    )
    .option('--limit <n>', `at most so many; ${SHOWN} unless --json`, wholeNumber(1, 1_000_000))
    .option('--json', 'print a JSON array')
    .action(async ({ json, limit = json ? Infinity : SHOWN }: { json?: true; limit?: number }) => {
      const { runs, more } = await host.withApi((api) => newestRuns(api, limit))
      if (json) printJson(runs)
      else if (runs.length === 0) note('There is no run yet. Start one with "baton run WORKFLOW".')
      else printList(COLUMNS, rowsOf(runs, isTerminal(process.stdout)))
      const newest = runs.length === 1 ? 'This is the newest one' : `These are the newest ${runs.length}`
      if (more && !json) note(`${newest}. For more: baton runs --limit N`)
      host.exit(0)
    })
}

async function newestRuns(api: ApiClient, limit: number): Promise<{ runs: RunSummary[]; more: boolean }> {
  const runs: RunSummary[] = []
  for (let cursor: string | null | undefined; cursor !== null && runs.length < limit;) {
    const page = await api.runs.list({
      limit: Math.min(200, limit - runs.length),
      ...(cursor !== undefined && { cursor }),
    })
    runs.push(...page.items)
    cursor = page.nextCursor
    if (cursor !== null && runs.length >= limit) return { runs, more: true }
  }
  return { runs, more: false }
}

function rowsOf(runs: RunSummary[], isShort: boolean): string[][] {
  return runs.map((run) => [
    isShort ? shortId(run.id, runs) : run.id,
    statusOf(run),
    `${run.steps.completed + run.steps.skipped}/${run.steps.total}`,
    formatCost(run.costEstimate),
    formatTime(run.createdAt),
    printableLine(run.workflowName),
  ])
}

function statusOf({ status, pauseReason, pausing }: RunSummary): string {
  if (pausing) return `${status} (pausing)`
  return pauseReason === null ? status : `${status} (${pauseReason})`
}

/** The whole id where a shorter one would mean another run of the list, too. */
function shortId(id: string, runs: RunSummary[]): string {
  const short = id.slice(0, SHORT_ID)
  return runs.filter((other) => other.id.startsWith(short)).length > 1 ? id : short
}
