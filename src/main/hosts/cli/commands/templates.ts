import type { Command } from 'commander'
import type { TemplateSummary } from '@shared/contract'
import type { Host } from '../host'
import { printJson } from '../print'
import { printList } from '../print-list'
import { printableLine } from '../printable-text'

const COLUMNS = [
  { title: 'id' },
  { title: 'source' },
  { title: 'steps', alignRight: true },
  { title: 'gates', alignRight: true },
  { title: 'name', isFlexible: true },
]

export function addTemplates(program: Command, host: Host): void {
  program
    .command('templates')
    .summary('list the built-in templates and your own')
    .description('Lists the built-in templates and your own. A template can be run as it is.')
    .option('--json', 'print a JSON array')
    .action(async ({ json }: { json?: true }) => {
      const templates = await host.withApi((api) => api.templates.list())
      if (json) printJson(templates)
      else printList(COLUMNS, templates.map(rowOf))
      host.exit(0)
    })
}

function rowOf({ id, source, name, steps, gateCount }: TemplateSummary): string[] {
  return [id, source, String(steps.length), String(gateCount), printableLine(name)]
}
