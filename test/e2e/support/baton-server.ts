import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { refuseKeys, sweepForKeys } from '../../support/sweep-for-keys'

const run = promisify(execFile)
const commandLine = resolve(import.meta.dirname, '../../../out/main/cli.js')

/** `baton serve` as it was built, on a data folder of its own. */
export interface BatonServer {
  /** Where its data is, until it is removed. */
  readonly dataFolder: string
  /** Such as `http://127.0.0.1:40123`. Stays the same from start to start. */
  readonly origin: string
  /** Opens it in a browser, once. */
  readonly link: string
  readonly pid: number
  /** As a power failure would. */
  kill(): Promise<void>
  /** As Ctrl-C would. Gives its exit code, and what it said on standard error. */
  stop(): Promise<{ code: number | null; said: string }>
  /** Again, on the same data, at the same port. */
  start(): Promise<void>
  /** The newest run, as the command line shows it. */
  showLastRun(): Promise<{ status: string }>
  /** Ends it, and removes its data, in which no key may be left by then. */
  remove(): Promise<void>
}

export async function startBatonServer(environment: Record<string, string> = {}): Promise<BatonServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'baton-e2e-'))
  let running = await launch(dataFolder, ['--port', '0'], environment)
  return {
    dataFolder,
    get origin() {
      return new URL(running.link).origin
    },
    get link() {
      return running.link
    },
    get pid() {
      return running.child.pid ?? 0
    },
    async kill() {
      running.child.kill('SIGKILL')
      await running.exited
    },
    async stop() {
      running.child.kill('SIGTERM')
      const [code] = await running.exited
      return { code, said: await running.said }
    },
    async start() {
      running = await launch(dataFolder, [], environment)
    },
    async showLastRun() {
      const { stdout } = await run(process.execPath, [commandLine, 'show', 'last', '--json'], {
        env: { ...process.env, BATON_HOME: dataFolder },
      })
      return JSON.parse(stdout)
    },
    async remove() {
      running.child.kill('SIGKILL')
      await running.exited
      try {
        refuseKeys(await running.said, 'what the server said')
        sweepForKeys(dataFolder)
      } finally {
        await rm(dataFolder, { recursive: true, force: true })
      }
    },
  }
}

interface Running {
  child: ChildProcess
  link: string
  exited: Promise<[code: number | null]>
  said: Promise<string>
}

async function launch(
  dataFolder: string,
  options: string[],
  environment: Record<string, string>,
): Promise<Running> {
  const child = spawn(process.execPath, [commandLine, 'serve', '--no-open', ...options], {
    env: { PATH: process.env['PATH'], BATON_HOME: dataFolder, BATON_DEMO_PACE: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit').then(([code]): [number | null] => [
    typeof code === 'number' ? code : null,
  ])
  const said = text(child.stderr)
  for await (const link of createInterface({ input: child.stdout })) return { child, link, exited, said }
  throw new TypeError(`baton serve ended without a link: ${await said}`)
}
