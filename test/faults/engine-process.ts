import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { Decision } from '@main/engine/decide-gate'
import type { Run } from '@shared/model/run'
import type { Workflow } from '@shared/model/workflow'

export type Command = { id: number } & (
  | { do: 'start'; workflow: Pick<Workflow, 'name' | 'steps'>; input: string }
  | { do: 'resume'; runId: string; decision?: Decision }
  | { do: 'rest'; runId: string }
  | { do: 'show'; runId: string }
)
type Asked = Command extends infer Each ? (Each extends Command ? Omit<Each, 'id'> : never) : never

interface Answer {
  runId?: string
  status?: Run['status']
  run?: Run
  error?: string
  code?: string | null
}

/** The engine of `engine-program.ts` in a process of its own. */
export interface EngineProcess {
  pid: number
  /** Labels of the steps that it said were done. */
  done: string[]
  /** Rejects when the process ends before it answers. */
  ask: (command: Asked) => Promise<Answer>
  signal: (name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void
  /** Lets it come to its end by itself. */
  close: () => Promise<void>
  /** Resolves to how it ended. */
  ended: Promise<NodeJS.Signals | number | null>
}

/** @param fault where it kills itself, and at which time of passing there */
export async function startEngine(
  program: string,
  dataFolder: string,
  environment: Record<string, string>,
  fault?: { point: string; number: number },
): Promise<EngineProcess> {
  const parameters = fault === undefined ? [] : [fault.point, String(fault.number)]
  const child: ChildProcess = spawn(process.execPath, [program, dataFolder, ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const done: string[] = []
  const waiting = new Map<number, (answer: Answer | Error) => void>()
  const opened = Promise.withResolvers<void>()
  let commands = 0

  const read = async (): Promise<void> => {
    if (child.stdout === null) return
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.endsWith('}')) continue // what a killed process had begun to say
      const said: Answer & { answer?: number; done?: string; open?: boolean } = JSON.parse(line)
      if (said.open === true) opened.resolve()
      if (said.done !== undefined) done.push(said.done)
      if (said.answer !== undefined) waiting.get(said.answer)?.(said)
    }
  }
  child.stdin?.on('error', () => undefined) // told by `ended`
  const exited = once(child, 'exit')
  const ended = Promise.all([exited, read()]).then(([[code, signal]]: [unknown[], void]) => {
    opened.resolve()
    for (const settle of waiting.values()) settle(new Error('The engine process has ended.'))
    return (signal ?? code) as NodeJS.Signals | number | null
  })
  await opened.promise

  return {
    pid: child.pid ?? 0,
    done,
    ended,
    ask(command) {
      const id = ++commands
      return new Promise((resolve, reject) => {
        waiting.set(id, (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
        if (child.exitCode !== null || child.signalCode !== null) {
          reject(new Error('The engine process has ended.'))
          return
        }
        child.stdin?.write(`${JSON.stringify({ id, ...command })}\n`)
      })
    },
    signal: (name) => void child.kill(name),
    async close() {
      child.stdin?.end()
      await ended
    },
  }
}
