import { Command } from 'commander'
import { addDelete } from './commands/delete'
import { addEdit } from './commands/edit'
import { addEstimate } from './commands/estimate'
import { addExport } from './commands/export'
import { addHelp } from './commands/help'
import { addImport } from './commands/import'
import { addKeys } from './commands/keys'
import { addPause } from './commands/pause'
import { addResume } from './commands/resume'
import { addRetry } from './commands/retry'
import { addRun } from './commands/run'
import { addRuns } from './commands/runs'
import { addServe } from './commands/serve'
import { addShow } from './commands/show'
import { addStop } from './commands/stop'
import { addTemplates } from './commands/templates'
import { addValidate } from './commands/validate'
import { addWorkflows } from './commands/workflows'
import { helpStyle } from './help-style'
import type { Host } from './host'
import { description, manual } from './manual'
import { colorsFor } from './terminal-colors'
import { version } from './version'

/** The order in which the manual shows them. */
const COMMANDS = {
  'Runs:': [addRun, addResume, addRetry, addEdit, addPause, addStop, addDelete],
  'Looking:': [addRuns, addShow, addWorkflows, addTemplates, addHelp],
  'Workflows and files:': [addValidate, addEstimate, addImport, addExport],
  'Connections:': [addKeys],
  'The app:': [addServe],
}

/** The whole command line. It throws where commander would end the process. */
export function createProgram(host: Host): Command {
  const program = new Command('baton')
    .description(description)
    .usage('COMMAND [ARGUMENTS] [OPTIONS]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this manual; behind a command: its own')
    .option('--verbose', 'print stack traces of errors, on standard error')
    .addHelpText('after', () => manual())
    .configureHelp(helpStyle(colorsFor(process.stdout).bold))
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
  for (const [heading, adders] of Object.entries(COMMANDS)) {
    program.commandsGroup(heading)
    for (const add of adders) add(program, host)
  }
  return program
}
