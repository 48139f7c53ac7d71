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
    let kills = 0
    let runs = 0
    /** What must hold of the ledger when all is over: a step that was finished is not requested again. */
    const requestedAgain: (() => Promise<string[]>)[] = []
    const lost: string[] = []
    const codes: unknown[] = []
    while (kills < KILLS) {
      const name = `run${++runs}`
      const finished = new Set<string>()
      let args = ['run', file, '--input', name, '--json']
      for (;;) {
        const pass = await runPass(args, environment, kills < KILLS ? Math.floor(random() * 140) : null)
        for (const label of pass.done) finished.add(label)
        if (!pass.killed) {
          codes.push(pass.code)
          break
        }
        kills += 1
        const billed = (await provider.starts()).length
        const run = loadNewestRun(dataFolder)
        if (run === undefined) break // killed before the run was written
        const kept = new Set(
          run.steps.filter((step) => step.status === 'completed').map((step) => step.label),
        )
        lost.push(...[...finished].filter((label) => !kept.has(label)).map((label) => `${name} ${label}`))
        // What the database has is never requested again either, said or not.
        for (const label of kept) finished.add(label)
        args = ['resume', run.id, '--json']
        const settled = [...finished].map((label) => `<${name} ${label}>`)
        requestedAgain.push(async () => {
          const later = (await provider.starts()).slice(billed).map(({ prompt }) => prompt)
          return later.filter((prompt) => settled.some((place) => prompt.startsWith(place)))
        })
      }
    }
    const again = (await Promise.all(requestedAgain.map((check) => check()))).flat()
    const sent = (await provider.starts()).map(({ prompt }) => prompt.slice(0, prompt.indexOf('>')))
    const inFlight = sent.length - new Set(sent).size
    console.info(
      `${kills} kills in ${runs} runs: ${lost.length} lost, ${again.length} repeated, ${inFlight} in flight repeated`,
    )
    expect({ lost, again }).toEqual({ lost: [], again: [] })
    expect(codes.every((code) => code === 0)).toBe(true)
    // At most the requests in flight at the moment of each kill: no more than the concurrency.
    expect(inFlight).toBeLessThanOrEqual(kills * 4)
  },
)

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
