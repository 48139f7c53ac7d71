import type { Command } from 'commander'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileError } from '../file-error'
import { findStoredWorkflow } from '../find-workflow'
import type { Host } from '../host'
import { note, printRaw } from '../print'
import { UsageError } from '../usage-error'

const EXAMPLES = `
Examples:
  $ baton export "Decision Memo" > memo.baton.json
  $ baton export deep-build-pipeline -o ./workflows/

The same workflow gives the same bytes every time. The file has no keys, no
addresses, no ids and nothing of any run.`

export function addExport(program: Command, host: Host): void {
  program
    .command('export')
    .summary('write a workflow or template as a file')
    .description(
      'Writes a stored workflow or a template as a *.baton.json file, to standard output or where told.',
    )
    .argument('<workflow>', 'the name or id of a stored workflow or of a template')
    .option(
      '-o, --output <path>',
      'a file to write, or a folder to write it into; one that ends in / is made',
    )
    .addHelpText('after', EXAMPLES)
    .action(async (wanted: string, { output }: { output?: string }) => {
      const { fileName, text } = await host.withApi(async (api) => {
        const { source } = await findStoredWorkflow(api, wanted)
        return api.templates.export(
          source.kind === 'workflow' ? { workflowId: source.workflowId } : { templateId: source.templateId },
        )
      })
      if (output === undefined) printRaw(text)
      else note(`Wrote ${write(output, fileName, text)}`)
      host.exit(0)
    })
}

function write(output: string, fileName: string, text: string): string {
  try {
    if (/[/\\]$/.test(output)) mkdirSync(output, { recursive: true })
    const isFolder = statSync(output, { throwIfNoEntry: false })?.isDirectory() === true
    const path = isFolder ? join(output, fileName) : output
    writeFileSync(path, text)
    return path
  } catch (error) {
    const reason = fileError(error, { ENOENT: 'its folder does not exist' })
    throw new UsageError(`Can't write "${output}": ${reason}.`, { remedy: 'Choose another place.' })
  }
}
