import { homedir } from 'node:os'
import type { WriteStream } from 'node:tty'
import { defaultDataFolder } from '@main/data-folder'
import { keepCompiledCode } from './keep-compiled-code'

keepCompiledCode(defaultDataFolder(process.platform, process.env, homedir()))
// Loaded after that, as only what is loaded then is kept.
const { runCommandLine, tell } = await import('./run-command-line')
const { watchOutput } = await import('./unwritten-output')

// Output that can't be written is no reason for a stack trace. A run in progress listens for it and stops.
const whyUnwritten = watchOutput(process.stdout)
process.stderr.on('error', () => undefined)
process.on('uncaughtException', (error) => {
  process.exit(tell(error, process.argv.includes('--verbose')))
})

const code = await runCommandLine(process.argv.slice(2))
await flushed(process.stdout)
const unwritten = whyUnwritten()
if (unwritten !== undefined) tell(unwritten, process.argv.includes('--verbose'))
await flushed(process.stderr)
// Whatever was done, a script that reads a part of it must not take it for the whole.
process.exit(unwritten !== undefined && code === 0 ? 1 : code)

/** A pipe may take its time. */
async function flushed(stream: WriteStream): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.write('', () => resolve())
  })
}
