import { describe, expect, test } from 'vitest'
import type { RunSummary } from '@shared/contract'
import type { Run } from '@shared/model/run'
import { openStore } from '@main/store/open-store'
import { type ApiBench, createApiBench } from '../support/api-bench'
import { TRANSPORTS } from '../support/api-transports'
import { newRun } from './store/run-fixtures'

const ELSEWHERE = { host: 'another-machine', bootId: 'b', pid: 1, processStart: '1' }

/** A model that answers when it is told. */
function heldBench() {
  const held = Promise.withResolvers<void>()
  const bench = createApiBench({ answer: () => ({ text: ['text'], until: held.promise }) })
  return { ...bench, go: () => held.resolve() }
}

async function following(bench: ApiBench, connect: (typeof TRANSPORTS)[keyof typeof TRANSPORTS]) {
  const { client, ...connection } = await connect(bench.api)
  const items = (await client.runs.now())[Symbol.asyncIterator]()
  /** Reads on until it is as it should be; how it stood at each item. */
  const until = async (isMet: (runs: RunSummary[]) => boolean): Promise<RunSummary[]> => {
    for (;;) {
      const { value, done } = await items.next()
      if (done === true) throw new TypeError('The stream ended by itself.')
      if (isMet(value)) return value
    }
  }
  return { client, items, until, ...connection }
}

function statuses(runs: RunSummary[]): string[] {
  return runs.map(({ status, pauseReason }) => pauseReason ?? status)
}

/** How many of the streams the server has open. */
function watchStreams({ core }: ApiBench) {
  const changes = core.runs.changes.bind(core.runs)
  const closed = Promise.withResolvers<void>()
  core.runs.changes = async function* (signal) {
    try {
      yield* changes(signal)
    } finally {
      closed.resolve()
    }
  }
  return closed.promise
}

describe.each(Object.entries(TRANSPORTS))('over %s', (_name, connect) => {
  test('what runs and what waits for the user is told as it changes', async () => {
    const bench = heldBench()
    const { until, items, client } = await following(bench, connect)
    expect((await items.next()).value).toEqual([])
    const runId = await bench.start([{}, { stepType: 'review', prompt: '{{steps.S1.content}}' }])
    const [running] = await until((runs) => runs[0]?.steps.active === 1)
    expect(running).toMatchObject({ id: runId, workflowName: 'Test', status: 'running' })
    bench.go()
    const [waiting] = await until((runs) => runs[0]?.pauseReason === 'review')
    expect(waiting).toMatchObject({ id: runId, steps: { completed: 1, awaitingReview: 1 } })
    await client.runs.stop({ runId })
    await until((runs) => runs.length === 0)
    await items.return?.()
  })

  test('who leaves while nothing happens ends the stream on the server', async () => {
    const bench = createApiBench()
    const closed = watchStreams(bench)
    const { items } = await following(bench, connect)
    await items.next()
    const waiting = items.next().catch(() => undefined)
    await items.return?.()
    await closed
    expect(await waiting).not.toMatchObject({ done: false })
  })
})

test('what waits comes first; what the user has paused is not told, nor what was deleted', async () => {
  const bench = heldBench()
  const { until, items } = await following(bench, TRANSPORTS['in process'])
  const gate = { stepType: 'review' as const, prompt: 'Look at this.' }
  const first = await bench.start([gate])
  await bench.clock.advance(1)
  const second = await bench.start([{}, {}])
  const both = await until((runs) => runs.length === 2 && runs[0]?.pauseReason === 'review')
  expect(both.map(({ id }) => id)).toEqual([first, second])
  await bench.client.runs.pause({ runId: second })
  expect(await until((runs) => runs[1]?.pausing === true)).toMatchObject([{ pausing: false }, { id: second }])
  bench.go()
  expect(statuses(await until((runs) => runs.length === 1))).toEqual(['review'])
  const { updatedAt } = await bench.client.runs.get({ runId: first })
  const { updatedAt: deletedAt } = await bench.client.runs.delete({ runId: first, updatedAt })
  await until((runs) => runs.length === 0)
  await bench.client.runs.delete({ runId: first, updatedAt: deletedAt, undo: true })
  await until((runs) => runs.length === 1)
  await items.return?.()
})

test('a gate is told, and first, however many newer runs there are of every other kind', async () => {
  const bench = heldBench()
  const { until, items } = await following(bench, TRANSPORTS['in process'])
  const kept = bench.core.store.runStore
  const at = (createdAt: number, change: Partial<Run>): void => {
    const run = newRun({ id: `run-${createdAt}`, createdAt, ...change })
    const lease = kept.createRun(run)
    if (run.status !== 'running') kept.releaseLease(lease)
  }
  at(1, { status: 'paused', pauseReason: 'review' })
  at(2, { status: 'paused', pauseReason: 'budget' })
  for (let run = 0; run < 25; run += 1) {
    at(100 + run, { status: 'paused', pauseReason: 'user' })
    at(200 + run, { status: 'running' })
    at(300 + run, { status: 'completed' })
  }
  bench.core.runs.noteChange()
  const told = await until((runs) => runs.length > 20)
  expect(told.slice(0, 3).map(({ id }) => id)).toEqual(['run-1', 'run-2', 'run-224'])
  expect(told).toHaveLength(22)
  await items.return?.()
})

test('a run of another process comes by itself, and goes when that has died', async () => {
  const bench = createApiBench()
  const { until, items } = await following(bench, TRANSPORTS['in process'])
  expect((await items.next()).value).toEqual([])
  const other = openStore({
    dataFolder: bench.core.dataFolder,
    now: bench.clock.now,
    newId: bench.core.ports.newId,
    owner: ELSEWHERE,
  })
  const run = newRun()
  other.runStore.createRun(run)
  const [told] = await until((runs) => runs.length === 1)
  expect(told).toMatchObject({ id: run.id, status: 'running' })
  other.close()
  await bench.clock.advance(10_000)
  await until((runs) => runs.length === 0)
  await items.return?.()
})
