import type { Command } from 'commander'
import type { ApiClient } from '@shared/contract'
import type { WorkflowSummary } from '@shared/model/workflow-summary'
import type { Host } from '../host'
import { note, printJson } from '../print'
import { printList } from '../print-list'
import { printableLine } from '../printable-text'

const COLUMNS = [
  { title: 'id' },
  { title: 'steps', alignRight: true },
  { title: 'last run' },
  { title: 'name', isFlexible: true },
]

export function addWorkflows(program: Command, host: Host): void {
  program
    .command('workflows')
    .summary('list the stored workflows')
    .description('Lists the stored workflows, the one that was changed last first.')
    .option('--json', 'print a JSON array')
    .action(async ({ json }: { json?: true }) => {
      const workflows = await host.withApi(allWorkflows)
      if (json) printJson(workflows)
      else if (workflows.length === 0) {
        note(
          'There is no stored workflow. They are made in the app; "baton templates" lists what can be run as well.',
        )
      } else printList(COLUMNS, workflows.map(rowOf))
      host.exit(0)
    })
}

async function allWorkflows(api: ApiClient): Promise<WorkflowSummary[]> {
  const all: WorkflowSummary[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await api.workflows.list({ limit: 200, ...(cursor !== undefined && { cursor }) })
    all.push(...page.items)
    cursor = page.nextCursor
  }
  return all
}

function rowOf({ id, name, stepCount, lastRun }: WorkflowSummary): string[] {
  return [id, String(stepCount), lastRun?.status ?? 'never', printableLine(name)]
}
