import { homedir } from 'node:os'
import type { WriteStream } from 'node:tty'
import { defaultDataFolder } from '@main/data-folder'
import { keepCompiledCode } from './keep-compiled-code'

keepCompiledCode(defaultDataFolder(process.platform, process.env, homedir()))
// Loaded after that, as only what is loaded then is kept.
const { runCommandLine, tell } = await import('./run-command-line')

// Whoever read the output may go away (`| head`), and so may the terminal: no reason for a stack trace. A run in
// progress listens for it and stops.
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)
process.on('uncaughtException', (error) => {
  process.exit(tell(error, process.argv.includes('--verbose')))
})

const code = await runCommandLine(process.argv.slice(2))
await Promise.all([flushed(process.stdout), flushed(process.stderr)])
process.exit(code)

/** A pipe may take its time. */
async function flushed(stream: WriteStream): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.write('', () => resolve())
  })
}
