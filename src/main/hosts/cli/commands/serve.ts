import type { Command } from 'commander'
import { homedir } from 'node:os'
import { wholeNumber } from '../command-options'
import type { Host } from '../host'
import { note, printLines } from '../print'
import { listenForStop } from '../stop-signal'

export function addServe(program: Command, host: Host): void {
  program
    .command('serve')
    .summary('open Baton in a browser')
    .description(
      'Serves Baton to a browser on this machine, prints a link that opens it, and opens that. Runs go on when the page is closed, and stop when this ends.',
    )
    .option(
      '--port <n>',
      'the port, or the next free one; by default that of last time',
      wholeNumber(0, 65_535),
    )
    .option('--no-open', 'print the link without opening it')
    .action(async ({ port, open }: { port?: number; open: boolean }) => {
      // Loaded when it is needed: no other command waits for it.
      const [{ defaultDataFolder }, { serveBrowser }] = await Promise.all([
        import('@main/app'),
        import('../../browser/serve-browser'),
      ])
      const stop = listenForStop()
      const { stoppedRuns } = await serveBrowser({
        dataFolder: defaultDataFolder(process.platform, process.env, homedir()),
        environment: process.env,
        port,
        open,
        print: (line) => printLines([line]),
        note,
        stop: stop.signal,
      })
      stop.release()
      host.exit(stoppedRuns > 0 ? 130 : 0)
    })
}
