import { CommanderError } from 'commander'
import { describeError, stackOf } from './describe-error'
import type { ExitCode } from './exit-codes'
import { createHost } from './host'
import { createProgram } from './program'
import { colorsFor } from './terminal-colors'

/** Does what the arguments say. Whatever happens is told, and comes out as an exit code. */
export async function runCommandLine(args: string[]): Promise<ExitCode> {
  let code: ExitCode = 0
  const isVerbose = () => args.includes('--verbose')
  const exit = (chosen: ExitCode) => {
    code = chosen
  }
  const program = createProgram(createHost(exit, isVerbose))
  try {
    if (args.length === 0) program.help({ error: true })
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    return tell(error, isVerbose())
  }
}

/** Says on standard error what went wrong. */
export function tell(error: unknown, isVerbose: boolean): ExitCode {
  const { exitCode, message, remedy, details } = describeError(error)
  // Help and version have been printed; so has the manual that stands in for a missing command.
  if (error instanceof CommanderError && (exitCode === 0 || error.code === 'commander.help')) return exitCode
  const { red } = colorsFor(process.stderr)
  const lines = [
    `${red('baton:')} ${message}`,
    ...(remedy === undefined ? [] : [`  ${remedy}`]),
    ...details.map((line) => `  ${line}`),
  ]
  if (isVerbose) lines.push(stackOf(error))
  process.stderr.write(`${lines.join('\n')}\n`)
  return exitCode
}
