import type { Argument, Command, HelpConfiguration } from 'commander'

/** Help in the manner of a manual page: what is to be replaced stands in capitals, what may be left out in brackets. */
export function helpStyle(bold: (text: string) => string): HelpConfiguration {
  return {
    styleTitle: bold,
    subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentName)].join(' '),
    argumentTerm: argumentName,
    optionTerm: (option) => inCapitals(option.flags),
    commandUsage: (command) => (command.parent === null ? `baton ${command.usage()}` : usageOf(command)),
  }
}

function usageOf(command: Command): string {
  const options = command.options.length > 0 ? ['[OPTIONS]'] : []
  const rest = command.commands.length > 0 ? ['COMMAND'] : []
  return [nameOf(command), ...rest, ...command.registeredArguments.map(argumentName), ...options].join(' ')
}

/** With the commands that it is a part of. */
function nameOf(command: Command): string {
  return command.parent === null ? 'baton' : `${nameOf(command.parent)} ${command.name()}`
}

function argumentName(argument: Argument): string {
  const name = argument.name() === '-' ? '-' : argument.name().toUpperCase()
  return argument.required ? name : `[${name}]`
}

function inCapitals(flags: string): string {
  return flags.replace(/<([^>]+)>/, (_, name: string) => name.toUpperCase())
}
