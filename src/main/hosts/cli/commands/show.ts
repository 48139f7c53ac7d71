import type { Command } from 'commander'
import type { Run, StepRun } from '@shared/model/run'
import { RUN_ARGUMENT, STEP_ARGUMENT } from '../command-options'
import { describeStep } from '../describe-step'
import { describeRun } from '../describe-run'
import { findRun } from '../find-run'
import { findStep } from '../find-step'
import type { Host } from '../host'
import { note, printJson, printLines, printRaw, printText } from '../print'
import { printableLine } from '../printable-text'
import { colorsFor, isTerminal } from '../terminal-colors'
import { UsageError } from '../usage-error'

interface ShowOptions {
  step?: string
  json?: true
  markdown?: true
}

const EXAMPLES = `
Examples:
  $ baton show last
  $ baton show last --step "Final Improvements" > plan.md
  $ baton show last --json | jq -r '.steps[] | select(.stale).label'
  $ baton show last --markdown > run.md`

export function addShow(program: Command, host: Host): void {
  program
    .command('show')
    .summary('show a run, or the output of one of its steps')
    .description(
      'Shows how a run stands, step by step. With --step: the output of that step, and nothing else.',
    )
    .argument('<run>', RUN_ARGUMENT)
    .option('--step <step>', STEP_ARGUMENT)
    .option('--json', 'print the run (or the step) as one JSON object, outputs included')
    .addOption(
      program.createOption('--markdown', 'print the run as a document, outputs included').conflicts('json'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (wanted: string, options: ShowOptions) => {
      await host.withApi(async (api) => {
        const run = await findRun(api, wanted)
        if (options.step !== undefined) return showStep(findStep(run, options.step), options)
        if (!options.json && !options.markdown) return showRun(run)
        const format = options.json ? 'json' : 'markdown'
        printRaw((await api.runs.export({ runId: run.id, format })).text)
      })
      host.exit(0)
    })
}

function showRun(run: Run): void {
  const { stdout } = process
  const width = isTerminal(stdout) ? stdout.columns - 1 : Infinity
  printLines(describeRun(run, width, colorsFor(stdout), Date.now()))
}

function showStep(step: StepRun, { json }: ShowOptions): void {
  if (json) return printJson(step)
  if (step.output !== null) {
    if (process.stdout.isTTY) note(colorsFor(process.stderr).dim(describeStep(step)))
    return printText(step.output)
  }
  if (step.partial !== '') {
    note(`"${printableLine(step.label)}" has no whole output. This is what had arrived:`)
    return printText(step.partial)
  }
  throw new UsageError(`"${printableLine(step.label)}" has no output: it is ${step.status}.`)
}
