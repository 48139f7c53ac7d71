import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { processorMs } from './process-figures'

/** Baton's command line as it was built. */
export const COMMAND_LINE = resolve('out/main/cli.js')

export interface StartFigures {
  /** From starting the process. */
  ms: number
  /** What the process had used of the processor by then. NaN if it had ended. */
  processorMs: number
}

export interface StartedNode {
  child: ChildProcess
  figures: StartFigures
  /** The line that was waited for. */
  line: string
}

/** Runs a script with Node until it prints a line that `matches`, and says how long that took. */
export async function startNode(
  [script, ...args]: [string, ...string[]],
  environment: Record<string, string>,
  matches: (line: string) => boolean,
): Promise<StartedNode> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (bytes) => (said += String(bytes)))
  for await (const line of createInterface({ input: child.stdout })) {
    if (!matches(line)) continue
    const figures = { ms: performance.now() - startedAt, processorMs: processorMs(child.pid ?? 0) }
    child.stdout.resume()
    return { child, figures, line }
  }
  throw new Error(`${script} ${args.join(' ')} ended without the line that was waited for: ${said}`)
}

/** The same, and waits for its end. */
export async function timeNode(...parameters: Parameters<typeof startNode>): Promise<StartFigures> {
  const { child, figures } = await startNode(...parameters)
  await ended(child)
  return figures
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** An event of a run as `--json` prints it: a step has its output, durably. */
export function isFinishedStep(line: string): boolean {
  return line.startsWith('{"type":"done"') && line.includes('"scope":"step"')
}
