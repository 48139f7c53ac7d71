import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import type { RunEvent } from '@shared/model/run-event'
import { openStore } from '@main/store/open-store'
import { temporaryFolder } from '../support/engine-bench'
import { startProvider } from '../support/provider-process'

const KILLS = 50
const SEED = 20260101

/** Three layers of four parallel steps; each step refers to all of the layer above. */
const steps = Array.from({ length: 12 }, (_, index) => {
  const layer = Math.floor(index / 4)
  const above = layer === 0 ? [] : [0, 1, 2, 3].map((n) => `{{steps.S${(layer - 1) * 4 + n + 1}.content}}`)
  return {
    label: `S${index + 1}`,
    stepType: 'generate',
    prompt: `<{{input}} S${index + 1}> [tokens=6] [delay=4] ${above.join(' ')}`,
    maxRetries: 0,
  }
})

it(
  'kill -9 at any moment: what was acknowledged is there, is not requested twice, and the run completes',
  { timeout: 240_000 },
  async () => {
    const provider = await startProvider()
    onTestFinished(() => provider.stop())
    const dataFolder = temporaryFolder()
    const file = join(temporaryFolder(), 'layers.baton.json')
    writeFileSync(file, JSON.stringify({ format: 'baton/1', name: 'Layers', steps }))
    const environment = {
      BATON_HOME: dataFolder,
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: provider.openaiUrl,
    }
    const random = createRandom(SEED)

    /** Finished steps, by run, as the process under test said before it died; their requests must not come again. */
    const acknowledged = new Map<string, Set<string>>()
    let kills = 0
    let runs = 0
    let repeatedInFlight = 0
    while (kills < KILLS) {
      const name = `run${++runs}`
      acknowledged.set(name, new Set())
      let args = ['run', file, '--input', name, '--json']
      for (;;) {
        const kill = kills < KILLS
        const pass = await runPass(args, environment, kill ? Math.floor(random() * 140) : null)
        for (const label of pass.done) acknowledged.get(name)?.add(label)
        if (!pass.killed) {
          expect(pass.code).toBe(0)
          break
        }
        kills += 1
        const billed = (await provider.starts()).length
        const run = loadNewestRun(dataFolder)
        if (run === undefined) break // killed before the run was written
        const kept = new Set(
          run.steps.filter((step) => step.status === 'completed').map((step) => step.label),
        )
        for (const label of acknowledged.get(name) ?? []) expect(kept).toContain(label)
        // What the database has is never requested again either, said or not.
        for (const label of kept) acknowledged.get(name)?.add(label)
        args = ['resume', run.id, '--json']
        const settled = new Set(acknowledged.get(name))
        checks.push(async () => {
          const later = (await provider.starts()).slice(billed)
          const again = later.filter(({ prompt }) =>
            [...settled].some((label) => prompt.startsWith(`<${name} ${label}>`)),
          )
          expect(again).toEqual([])
        })
      }
    }
    for (const check of checks) await check()
    const sent = (await provider.starts()).map(({ prompt }) => prompt.slice(0, prompt.indexOf('>')))
    repeatedInFlight = sent.length - new Set(sent).size
    console.log(`${kills} kills in ${runs} runs: 0 lost, 0 repeated, ${repeatedInFlight} in flight repeated`)
    expect(repeatedInFlight).toBeLessThanOrEqual(kills * 4)
  },
)

const checks: (() => Promise<void>)[] = []

async function runPass(args: string[], environment: Record<string, string>, killAfterMs: number | null) {
  const child = spawn(process.execPath, ['scripts/baton.mjs', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const done: string[] = []
  let timer: NodeJS.Timeout | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    if (killAfterMs !== null) timer ??= setTimeout(() => killHard(child), killAfterMs)
    if (!line.endsWith('}')) continue // the last line of a killed process may be half a line
    const event: RunEvent = JSON.parse(line)
    if (event.type === 'done' && event.scope === 'step') done.push(event.stepLabel)
  }
  if (timer !== null) clearTimeout(timer)
  const [code, signal]: (number | string | null)[] = await exited
  return { done, code, killed: signal === 'SIGKILL' }
}

function killHard(child: ChildProcess): void {
  child.kill('SIGKILL')
}

function loadNewestRun(dataFolder: string) {
  const store = openStore({ dataFolder, now: Date.now, newId: () => 'unused' })
  try {
    const [newest] = store.runs.list({ limit: 1 }).items
    return newest && store.runStore.loadRun(newest.id)
  } finally {
    store.close()
  }
}

/** A small seeded generator (mulberry32), so that a failing sequence of moments can be had again. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
