import type { Command } from 'commander'
import { BatonError, type Problem } from '@shared/errors'
import type { Host } from '../host'
import { countOf } from '../format-figures'
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
      const { name, stepCount, found } = await host.withApi(async (api) => {
        const { template, warnings, problems } = await api.templates.preview({ text })
        if (template === null) throw new BatonError('INVALID', `"${path}" can't be used.`, { problems })
        const checked = await api.workflows.validate({
          source: { kind: 'inline', workflow: template.workflow },
        })
        return {
          name: template.name,
          stepCount: template.steps.length,
          found: [...warnings, ...checked.problems],
        }
      })
      if (found.some(isError)) throw new BatonError('INVALID', `"${path}" can't be run.`, { problems: found })
      noteProblems(found)
      printLines([`"${printableLine(name)}" is valid: ${countOf(stepCount, 'step')}.`])
      host.exit(0)
    })
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}
