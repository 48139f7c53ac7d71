import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { vi } from 'vitest'
import { refuseKeys, sweepForKeys } from '../../support/sweep-for-keys'
import { localClient, openCore } from '@main/app'
import type { ApiClient } from '@shared/contract'
import type { RunEvent } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'
import type { StepSettings } from '@shared/model/step'
import type { WorkflowSettings } from '@shared/model/workflow'

// Many processes a test, and a build may come first.
vi.setConfig({ testTimeout: 60_000 })

const script = resolve(import.meta.dirname, '../../../scripts/baton.mjs')

export interface Outcome {
  code: number | null
  out: string
  err: string
}

export interface Options {
  /** What standard input gives; empty unless said otherwise. */
  input?: string
  environment?: Record<string, string>
}

/** A command that is at work. */
export interface Started {
  child: ChildProcessWithoutNullStreams
  ended: Promise<Outcome>
  /** Resolves when it has printed something that matches, on either stream. */
  until(pattern: RegExp): Promise<void>
}

/** A data folder and a folder to work in, and the built command line on them. */
export function newHome() {
  const folder = mkdtempSync(join(tmpdir(), 'baton-cli-'))
  const home = join(folder, 'home')
  const printed: string[] = []
  let files = 0

  function environment(): Record<string, string | undefined> {
    return { ...cleanEnvironment(), BATON_HOME: home, BATON_DEMO_PACE: '0' }
  }

  function begin(args: string[], options: Options = {}): Started {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...environment(), ...options.environment },
    })
    const started = watch(child)
    void started.ended.then(({ out, err }) => printed.push(out, err))
    return started
  }

  async function baton(args: string[], options: Options = {}): Promise<Outcome> {
    const started = begin(args, options)
    started.child.stdin.end(options.input ?? '')
    return started.ended
  }

  return {
    folder,
    home,
    script,
    environment,
    begin,
    baton,
    /** Writes a workflow file and returns its path. */
    workflowFile(steps: Partial<StepSettings>[], settings: Partial<WorkflowSettings> = {}): string {
      files += 1
      const path = join(folder, `workflow-${files}.baton.json`)
      writeFileSync(
        path,
        JSON.stringify({ format: 'baton/1', name: `Workflow ${files}`, ...settings, steps: steps.map(step) }),
      )
      return path
    },
    file(name: string, content: string | Uint8Array): string {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    async show(run = 'last'): Promise<Run> {
      return JSON.parse((await baton(['show', run, '--json'])).out)
    },
    /** The API on the same data, as the app has it. */
    async withApi<T>(use: (api: ApiClient) => Promise<T>): Promise<T> {
      const core = openCore({ dataFolder: home, environment: { BATON_DEMO_PACE: '0' } })
      try {
        return await use(localClient(core, () => undefined))
      } finally {
        await core.close()
      }
    },
    /** Whatever was printed and written by then holds no key. */
    remove() {
      try {
        refuseKeys(printed.join(''), 'what the command line printed')
        sweepForKeys(folder)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

export type Home = ReturnType<typeof newHome>

function step(settings: Partial<StepSettings>, index: number): StepSettings {
  return { label: `Step ${index + 1}`, stepType: 'generate', prompt: `Prompt ${index + 1}`, ...settings }
}

/** Nothing of the machine's own settings: keys, colours, a folder of npm's. */
function cleanEnvironment(): Record<string, string | undefined> {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'] }
}

function watch(child: ChildProcessWithoutNullStreams): Started {
  const printed = { out: '', err: '' }
  child.stdin.on('error', () => undefined)
  child.stdout.setEncoding('utf8').on('data', (part: string) => (printed.out += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => (printed.err += part))
  const ended = once(child, 'close').then(() => ({
    code: child.exitCode,
    out: printed.out,
    // The wrapper of a checkout says so when it has to build first.
    err: printed.err.replace(/^Building Baton …\n/, ''),
  }))
  return {
    child,
    ended,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(printed.out + printed.err)) resolve()
        }
        look()
        child.stdout.on('data', look)
        child.stderr.on('data', look)
        child.once('close', () =>
          reject(new Error(`${pattern} was not printed:\n${printed.out}${printed.err}`)),
        )
      }),
  }
}

/** The events that `--json` printed; throws if a line is anything else. */
export function eventsOf({ out }: Outcome): RunEvent[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
