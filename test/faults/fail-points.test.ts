import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openStore } from '@main/store/open-store'
import { temporaryFolder } from '../support/temporary-folder'
import { createRandom, tell } from '../support/long-form'
import { seed } from '../support/seed'
import { useEngines } from './use-engines'

/** Reached only by a process that goes on with a run. */
const TAKEN = 'after the lease is taken'
const POINTS = [
  TAKEN,
  'before the request is sent',
  'at the first token',
  'at the end of the stream',
  'before the commit',
  'after the commit, before the event',
  'after the event',
]
/** Which passing of the point is meant, in the first pass. */
const TIMES = [1, 3, 6]
/** How often the process is killed again while it goes on. */
const KILLS_AGAIN = 2

const engines = useEngines()

interface Fault {
  point: string
  number: number
}

function faultOfRecovery(point: string, random: () => number): Fault {
  if (point === TAKEN) return { point, number: 1 }
  return {
    point: POINTS[Math.floor(random() * POINTS.length)] ?? point,
    number: 1 + Math.floor(random() * 4),
  }
}

/** Two layers of three parallel steps, and one that refers to all. */
const workflow = {
  name: 'Layers',
  steps: Array.from({ length: 7 }, (_, index) => {
    const above = index < 3 ? [] : index < 6 ? [1, 2, 3] : [4, 5, 6]
    const references = above.map((number) => `{{steps.S${number}.content}}`).join(' ')
    return {
      id: `s${index + 1}`,
      label: `S${index + 1}`,
      stepType: 'generate' as const,
      prompt: `<{{input}} S${index + 1}> [tokens=4] [delay=2] ${references}`,
      maxRetries: 0,
    }
  }),
}

it.each(POINTS)('a process that is killed %s, and again while it goes on', async (point) => {
  const random = createRandom(seed + POINTS.indexOf(point))
  let kills = 0
  let inFlight = 0
  const wrong: string[] = []
  for (const number of TIMES) {
    const dataFolder = temporaryFolder()
    const name = `${point} ${number}`
    const finished = new Set<string>()
    const before = (await engines.provider.starts()).length
    let fault: Fault | undefined = { point: point === TAKEN ? 'after the event' : point, number }
    let runId: string | undefined
    for (let pass = 0; ; pass += 1) {
      const engine = await engines.start(dataFolder, fault)
      const sent = (await engines.provider.starts()).length
      const settled = new Set(finished)
      const running = (async () => {
        runId ??= (await engine.ask({ do: 'start', workflow, input: name })).runId
        if (pass > 0) await engine.ask({ do: 'resume', runId: runId ?? '' })
        const { status } = await engine.ask({ do: 'rest', runId: runId ?? '' })
        await engine.close()
        return status
      })()
      const status = await running.catch(() => 'killed')
      const end = await engine.ended
      for (const label of engine.done) finished.add(label)
      runId ??= newestRun(dataFolder)
      const stored = load(dataFolder, runId)
      for (const label of finished) {
        if (!stored.completed.includes(label)) wrong.push(`${name}: ${label} was said and is lost`)
      }
      for (const label of stored.completed) finished.add(label)
      if (stored.integrity !== 'ok') wrong.push(`${name}: ${String(stored.integrity)}`)
      for (const { prompt } of (await engines.provider.starts()).slice(sent)) {
        const again = [...settled].find((label) => prompt.startsWith(`<${name} ${label}>`))
        if (again !== undefined) wrong.push(`${name}: ${again} was done and is requested again`)
      }
      if (status !== 'killed') {
        if (status !== 'completed') wrong.push(`${name}: ends ${status}`)
        break
      }
      expect(end).toBe('SIGKILL')
      kills += 1
      if (runId === undefined) break
      fault = pass < KILLS_AGAIN ? faultOfRecovery(point, random) : undefined
    }
    const prompts = (await engines.provider.starts()).slice(before).map(({ prompt }) => prompt.split('>')[0])
    inFlight += prompts.length - new Set(prompts).size
  }
  tell(`killed ${point}: ${kills} kills, ${wrong.length} lost or repeated, ${inFlight} in flight repeated`)
  expect(wrong).toEqual([])
})

function newestRun(dataFolder: string): string | undefined {
  const store = openStore({ dataFolder, now: Date.now, newId: () => 'unused' })
  try {
    return store.runs.last()
  } finally {
    store.close()
  }
}

function load(dataFolder: string, runId: string | undefined) {
  const store = openStore({ dataFolder, now: Date.now, newId: () => 'unused' })
  const run = runId === undefined ? undefined : store.runStore.loadRun(runId)
  store.close()
  const database = new Database(join(dataFolder, 'baton.db'), { readonly: true })
  const integrity: unknown = database.pragma('integrity_check', { simple: true })
  database.close()
  const completed = run?.steps.flatMap(({ status, label }) => (status === 'completed' ? [label] : [])) ?? []
  return { completed, integrity }
}
