import type { Command } from 'commander'

/** Commander's own knows no commands of commands, and has the whole manual for a name that there is not. */
export function addHelp(program: Command): void {
  program
    .helpCommand(false)
    .command('help')
    .summary('print the manual of a command')
    .description('Prints the manual of a command, or the whole one.')
    .argument('[command...]', 'the words of the command')
    .action((words: string[]) => {
      let command = program
      for (const word of words) {
        const part = command.commands.find((one) => one.name() === word)
        if (part === undefined) throw program.error(`error: unknown command '${word}'`)
        command = part
      }
      command.help()
    })
}
