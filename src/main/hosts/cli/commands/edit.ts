import type { Command } from 'commander'
import { RUN_ARGUMENT, STEP_ARGUMENT } from '../command-options'
import { findRun } from '../find-run'
import { findStep } from '../find-step'
import type { Host } from '../host'
import { printLines } from '../print'
import { printableLine } from '../printable-text'
import { readStandardInput, readTextFile } from '../read-input'
import { UsageError } from '../usage-error'
import { batonCommand } from '../baton-command'

interface EditOptions {
  text?: string
  file?: string
}

const EXAMPLES = `
Examples:
  $ baton show last --step Draft > draft.md && $EDITOR draft.md
  $ baton edit last Draft --file draft.md
  $ baton resume last --rerun-stale

One final newline of a file or of standard input is dropped.`

export function addEdit(program: Command, host: Host): void {
  program
    .command('edit')
    .summary("replace a step's output by your own text")
    .description(
      'Gives a finished step a new output. Steps that refer to it become stale; nothing is run again by this.',
    )
    .argument('<run>', RUN_ARGUMENT)
    .argument('<step>', STEP_ARGUMENT)
    .argument('[-]', 'reads the text from standard input')
    .option('--text <text>', 'the new output')
    .option('--file <path>', 'a file that has the new output')
    .addHelpText('after', EXAMPLES)
    .action(async (wantedRun: string, wantedStep: string, dash: string | undefined, options: EditOptions) => {
      const text = await readText(dash, options)
      const lines = await host.withApi(async (api) => {
        const run = await findRun(api, wantedRun)
        const step = findStep(run, wantedStep)
        if (step.revision === null) {
          throw new UsageError(
            `"${printableLine(step.label)}" has no output yet, so there is nothing to edit.`,
          )
        }
        const { revision, stale } = await api.runs.steps.overrideOutput({
          runId: run.id,
          stepId: step.id,
          revision: step.revision,
          text,
        })
        const label = printableLine(step.label)
        const outcome =
          revision === step.revision
            ? `"${label}" has this text already.`
            : `"${label}" has a new output (revision ${revision}).`
        const staleLabels = run.steps
          .filter(({ id }) => stale.includes(id))
          .map((other) => printableLine(other.label))
        if (staleLabels.length === 0) return [outcome]
        return [
          outcome,
          `Stale now: ${staleLabels.join(', ')}.`,
          `Run what is stale again: ${batonCommand(`resume ${run.id} --rerun-stale`)}`,
        ]
      })
      printLines(lines)
      host.exit(0)
    })
}

async function readText(dash: string | undefined, { text, file }: EditOptions): Promise<string> {
  if (dash !== undefined && dash !== '-') {
    throw new UsageError(`There is no use for the argument "${dash}".`, {
      remedy: 'Give the text with --text TEXT, --file PATH, or "-" for standard input.',
    })
  }
  const given = [text !== undefined, file !== undefined, dash !== undefined].filter(Boolean).length
  if (given !== 1) {
    throw new UsageError(
      given === 0 ? 'The new text is missing.' : 'The new text was given more than once.',
      {
        remedy: 'Give it with --text TEXT, --file PATH, or "-" for standard input.',
      },
    )
  }
  if (file !== undefined) return readTextFile(file)
  return text ?? readStandardInput('the new text')
}
