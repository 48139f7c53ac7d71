import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { RunEvent } from '@shared/model/run-event'
import { openStore } from '@main/store/open-store'
import { temporaryFolder } from '../support/temporary-folder'
import { createRandom, tell, times } from '../support/long-form'
import { startProvider } from '../support/provider-process'
import { canaryKey } from '../support/canary-keys'

const KILLS = times(25, 200)

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
  { timeout: times(240_000, 1_800_000) },
  async () => {
    const provider = await startProvider()
    onTestFinished(() => provider.stop())
    const dataFolder = temporaryFolder()
    const file = join(temporaryFolder(), 'layers.baton.json')
    writeFileSync(file, JSON.stringify({ format: 'baton/1', name: 'Layers', steps }))
    const environment = {
      BATON_HOME: dataFolder,
      OPENAI_API_KEY: canaryKey(),
      OPENAI_BASE_URL: provider.openaiUrl,
    }
    const random = createRandom()
    let kills = 0
    let runs = 0
    /** How many requests had been received when each kill was over. */
    const received: number[] = []
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
        await provider.caughtUp()
        const billed = (await provider.starts()).length
        received.push(billed)
        const run = loadNewestRun(dataFolder)
        expect(integrityOf(dataFolder)).toBe('ok')
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
    const repeatedAfter = received.map((count, kill) => {
      const between = sent.slice(count, received[kill + 1])
      return between.filter((place, index) => sent.indexOf(place) < count + index).length
    })
    const most = Math.max(...repeatedAfter)
    const figures = `${lost.length} lost, ${again.length} repeated, ${inFlight} in flight repeated (at most ${most} after one kill)`
    tell(`${kills} kills in ${runs} runs: ${figures}, integrity_check ok each time`)
    expect({ lost, again }).toEqual({ lost: [], again: [] })
    expect(codes.filter((code) => code !== 0)).toEqual([])
    // At most the requests in flight at the moment of each kill: no more than the concurrency.
    expect(most).toBeLessThanOrEqual(4)
    expect(repeatedAfter.reduce((sum, count) => sum + count, 0)).toBe(inFlight)
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

function integrityOf(dataFolder: string): unknown {
  const database = new Database(join(dataFolder, 'baton.db'), { readonly: true })
  try {
    return database.pragma('integrity_check', { simple: true })
  } finally {
    database.close()
  }
}
