import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { LedgerEntry } from './provider-ledger.ts'

/** The fake provider of `provider-ledger.ts`, running in a process of its own. */
export interface ProviderProcess {
  /** For `OPENAI_BASE_URL`: ends in `/v1`. */
  openaiUrl: string
  /** For `ANTHROPIC_BASE_URL`. */
  anthropicUrl: string
  ledgerPath: string
  /** Everything that was received so far, whether or not the receiver still lives. */
  ledger(): Promise<LedgerEntry[]>
  /** The requests that were received: what would have been billed. */
  starts(): Promise<LedgerEntry[]>
  /** Resolves when everything that was sent by processes that are gone has been read. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

/** Starts the fake provider and waits until it listens. */
export async function startProvider(): Promise<ProviderProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-provider-'))
  const ledgerPath = join(folder, 'ledger.jsonl')
  const script = fileURLToPath(new URL('provider-ledger.ts', import.meta.url))
  const child = spawn(process.execPath, [script, ledgerPath], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const port = await Promise.race([firstLine(child.stdout), exited.then(() => undefined)])
  if (port === undefined) throw new TypeError('The fake provider ended before it listened.')

  const ledger = async (): Promise<LedgerEntry[]> => {
    const lines = (await readFile(ledgerPath, 'utf8')).split('\n').filter((line) => line !== '')
    return lines.map((line): LedgerEntry => JSON.parse(line))
  }
  return {
    openaiUrl: `http://127.0.0.1:${port}/v1`,
    anthropicUrl: `http://127.0.0.1:${port}`,
    ledgerPath,
    ledger,
    starts: async () => (await ledger()).filter(({ event }) => event === 'start'),
    async caughtUp() {
      // Connections are accepted in their order: the first question is behind what the others are, the second is asked
      // when that was read.
      for (const path of ['first', 'second']) {
        const answer = await fetch(`http://127.0.0.1:${port}/${path}`, { headers: { connection: 'close' } })
        await answer.text()
      }
    },
    async stop() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The greatest number of requests that were in flight at the same time. */
export function mostAtOnce(ledger: LedgerEntry[]): number {
  let open = 0
  return Math.max(
    0,
    ...ledger.map(({ event }) => {
      open += event === 'start' ? 1 : -1
      return open
    }),
  )
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface({ input: stream })) return line.replace('listening ', '')
  return undefined
}
