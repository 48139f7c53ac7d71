import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The programs stand beside the bundle that this is part of; see `scripts/bundle-benchmark.mjs`. */
export function programPath(name: string): string {
  return join(import.meta.dirname.replace(/[/\\]chunks$/, ''), `${name}.js`)
}

/** Whatever takes longer hangs. */
const LONGEST_MS = 180_000

/** Runs a program of the benchmark to its end, and gives the JSON that it printed. */
export async function runProgram<Answer>(name: string, task: object): Promise<Answer> {
  const { answer, child } = await startProgram<Answer>(name, task)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return answer
}

/** Starts one that stays, and gives the first line of JSON that it printed. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what a program prints is what its caller says
export async function startProgram<Answer>(
  name: string,
  task: object,
): Promise<{ answer: Answer; child: ChildProcess }> {
  const child = spawn(process.execPath, [programPath(name), JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const tooLong = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
  for await (const line of createInterface({ input: child.stdout })) {
    // What follows is not read, and must not stop the program.
    child.stdout.resume()
    clearTimeout(tooLong)
    return { answer: JSON.parse(line), child }
  }
  throw new Error(`The benchmark's program "${name}" ended without an answer.`)
}

/** In a program: what it was asked. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as above
export function readTask<Task>(): Task {
  return JSON.parse(process.argv[2] ?? '{}')
}

/** In a program: says a line. */
export function answer(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
