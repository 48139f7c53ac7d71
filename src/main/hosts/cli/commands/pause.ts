import type { Command } from 'commander'
import { RUN_ARGUMENT } from '../command-options'
import { findRun } from '../find-run'
import type { Host } from '../host'
import { printLines } from '../print'
import { batonCommand } from '../baton-command'

export function addPause(program: Command, host: Host): void {
  program
    .command('pause')
    .summary('let a run finish the steps at work and start no more')
    .description(
      'Asks the process that runs it to let the steps at work finish and to start no more. Does not wait for that.',
    )
    .argument('<run>', RUN_ARGUMENT)
    .action(async (wanted: string) => {
      const runId = await host.withApi(async (api) => {
        const run = await findRun(api, wanted)
        await api.runs.pause({ runId: run.id })
        return run.id
      })
      printLines([
        `Run ${runId} will pause when the steps at work have finished.`,
        `Go on: ${batonCommand(`resume ${runId}`)}`,
      ])
      host.exit(0)
    })
}
