import type { Command } from 'commander'
import { describeNeeds } from '../describe-needs'
import type { Host } from '../host'
import { noteProblems, printJson, printLines } from '../print'
import { printableLine } from '../printable-text'
import { readWholeFile } from '../read-input'

const EXAMPLES = `
Examples:
  $ baton import ./brief.baton.json
  $ baton run "Article Brief" --input-file article.txt

Nothing in the file is executed or fetched. What is wrong with its prompts and
schemas is listed; it is added all the same, to be mended in the app. A file that
is no workflow file adds nothing.`

export function addImport(program: Command, host: Host): void {
  program
    .command('import')
    .summary('add a workflow file to your templates')
    .description(
      'Adds a workflow file to your own templates, from where it can be run by its name, and says which connections and models it wants and which of yours will serve.',
    )
    .argument('<file>', 'a *.baton.json file')
    .option('--json', 'print the new template as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { json }: { json?: true }) => {
      const text = await readWholeFile(path)
      const { template, warnings, needs, faults } = await host.withApi(async (api) => {
        const added = await api.templates.import({ text })
        const { needs = [], faults } = await api.templates.preview({ text })
        return { ...added, needs, faults }
      })
      noteProblems([...warnings, ...faults])
      if (json) printJson({ ...template, warnings, needs, faults })
      else {
        printLines([
          `Added the template "${printableLine(template.name)}", id ${template.id}.`,
          ...describeNeeds(needs).map((line) => `  ${line}`),
        ])
      }
      host.exit(0)
    })
}
