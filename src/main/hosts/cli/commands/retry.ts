import type { Command } from 'commander'
import { addOutputOptions, RUN_ARGUMENT, STEP_ARGUMENT } from '../command-options'
import { findRun } from '../find-run'
import { findStep } from '../find-step'
import type { Host } from '../host'
import type { OutputOptions } from '../presenter'
import { showRun } from '../show-run'

const EXAMPLES = `
Examples:
  $ baton retry last 3
  $ baton retry 0193a1b2 "Draft Brief" --json

Steps that depend on the retried one become stale and keep their outputs, until
"baton resume RUN --rerun-stale". Retrying a review gate opens it again.`

export function addRetry(program: Command, host: Host): void {
  const command = program
    .command('retry')
    .summary('run one step of a run again')
    .description(
      'Runs one step of a failed, paused, stopped or completed run again, then what is still to come.',
    )
    .argument('<run>', RUN_ARGUMENT)
    .argument('<step>', STEP_ARGUMENT)
  addOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (wantedRun: string, wantedStep: string, options: OutputOptions) => {
      const code = await host.withApi(async (api) => {
        const run = await findRun(api, wantedRun)
        const { id, revision } = findStep(run, wantedStep)
        return showRun(api, options, async () => {
          await api.runs.steps.retry({ runId: run.id, stepId: id, revision })
          return run.id
        })
      })
      host.exit(code)
    })
}
