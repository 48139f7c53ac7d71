import type { Command } from 'commander'
import {
  addInputOptions,
  addOutputOptions,
  addOverrideOptions,
  overridesOf,
  type RunCommandOptions,
} from '../command-options'
import { findWorkflow } from '../find-workflow'
import { withInputHint } from '../input-hint'
import type { Host } from '../host'
import type { OutputOptions } from '../presenter'
import { noteProblems } from '../print'
import { readInput } from '../read-input'
import { showRun } from '../show-run'

const EXAMPLES = `
Examples:
  $ baton run "Decision Memo" --input "Should we move the office?"
  $ baton run deep-build-pipeline --input-file idea.md --budget 2
  $ baton run ./brief.baton.json --yolo --quiet - < article.txt > brief.md
  $ baton run "Decision Memo" --input-json '{"city":"Bern"}' --json | jq -c .type

Running a file does not add it to the stored workflows. A run that pauses prints
the command that goes on with it.`

export function addRun(program: Command, host: Host): void {
  const command = program
    .command('run')
    .summary('run a workflow on an input')
    .description('Runs a workflow on an input and shows what happens until it ends or pauses.')
  addOutputOptions(addOverrideOptions(addInputOptions(command)))
    .addHelpText('after', EXAMPLES)
    .action(
      async (workflow: string, dash: string | undefined, options: RunCommandOptions & OutputOptions) => {
        const input = await readInput(dash, options)
        const code = await host.withApi(async (api) => {
          const { source, warnings } = await findWorkflow(api, workflow)
          noteProblems(warnings)
          return showRun(api, options, async () => {
            try {
              const started = await api.workflows.start({
                source,
                ...(input !== undefined && { input }),
                overrides: overridesOf(options),
              })
              return started.runId
            } catch (error) {
              throw withInputHint(error, input)
            }
          })
        })
        host.exit(code)
      },
    )
}
