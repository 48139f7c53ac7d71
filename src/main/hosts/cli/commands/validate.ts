import type { Command } from 'commander'
import { BatonError, type Problem } from '@shared/errors'
import { checkFile } from '../check-file'
import { countOf } from '../format-figures'
import type { Host } from '../host'
import { noteProblems, printLines } from '../print'
import { printableLine } from '../printable-text'
import { readWholeFile } from '../read-input'

const EXAMPLES = `
Examples:
  $ baton validate ./brief.baton.json

Everything that stands in the way of a run is listed at once, one per line with
its place; then the exit code is 2. Warnings leave it 0.`

export function addValidate(program: Command, host: Host): void {
  program
    .command('validate')
    .summary('check a workflow file')
    .description(
      'Checks a workflow file: its form, its prompts and their references, its schemas and connections.',
    )
    .argument('<file>', 'a *.baton.json file')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string) => {
      const text = await readWholeFile(path)
      const { workflow, problems } = await host.withApi((api) => checkFile(api, text))
      if (workflow === null || problems.some(isError)) {
        throw new BatonError('INVALID', `"${path}" can't be run.`, { problems })
      }
      noteProblems(problems)
      printLines([`"${printableLine(workflow.name)}" is valid: ${countOf(workflow.stepCount, 'step')}.`])
      host.exit(0)
    })
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}
