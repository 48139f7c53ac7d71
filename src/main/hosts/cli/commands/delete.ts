import type { Command } from 'commander'
import { RUN_ARGUMENT } from '../command-options'
import { findRun } from '../find-run'
import type { Host } from '../host'
import { printLines } from '../print'

export function addDelete(program: Command, host: Host): void {
  program
    .command('delete')
    .summary('delete a run that is not in progress')
    .description(
      'Deletes a run that is not in progress. What it cost stays in the usage; the app can bring it back for 30 days.',
    )
    .argument('<run>', RUN_ARGUMENT)
    .action(async (wanted: string) => {
      const runId = await host.withApi(async (api) => {
        const run = await findRun(api, wanted)
        await api.runs.delete({ runId: run.id, updatedAt: run.updatedAt })
        return run.id
      })
      printLines([`Deleted run ${runId}.`])
      host.exit(0)
    })
}
