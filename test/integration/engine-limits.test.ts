import { describe, expect, it, onTestFinished } from 'vitest'
import type { ConfiguredConnection } from '@shared/model/connection'
import { createRequestLimits } from '@main/llm/request-limits'
import { createEngineBench } from '../support/engine-bench'
import { temporaryFolder } from '../support/temporary-folder'
import { until } from '../support/until'

const limited = (limits: Partial<ConfiguredConnection>, minuteMs?: number) =>
  createRequestLimits(
    (name) => (name === 'scripted' ? { name, kind: 'openai', source: 'stored', ...limits } : undefined),
    minuteMs,
  )

const four = [1, 2, 3, 4].map((n) => ({ label: `P${n}` }))

describe("a connection's limits", () => {
  it('keep to the requests at a time, and who waits is shown as waiting', async () => {
    const bench = createEngineBench(() => 'x', temporaryFolder(), { limits: limited({ requestsAtATime: 1 }) })
    const run = await bench.service.rested(bench.start(four))
    expect(run.status).toBe('completed')
    expect(bench.model.mostInFlight).toBe(1)
    const waiting = bench.events.filter((event) => event.type === 'progress' && event.status === 'waiting')
    expect(waiting.map((event) => event.stepId)).toEqual(expect.arrayContaining(['s2', 's3', 's4']))
  })

  it('keep to the requests per minute, and say when the wait ends', async () => {
    const limits = limited({ requestsPerMinute: 2 }, 300)
    const bench = createEngineBench(() => 'x', temporaryFolder(), { limits })
    const startedAt = performance.now()
    const run = await bench.service.rested(bench.start(four))
    expect(run.status).toBe('completed')
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(290)
    const ends = bench.events.flatMap((event) =>
      event.type === 'progress' && event.stepId !== undefined && event.status === 'waiting'
        ? [event.until]
        : [],
    )
    expect(ends).toHaveLength(2)
    expect(ends.every((end) => typeof end === 'number')).toBe(true)
  })

  it('say when a wait ends as soon as it is known', async () => {
    const release = Promise.withResolvers<void>()
    const limits = limited({ requestsAtATime: 1, requestsPerMinute: 1 }, 300)
    const bench = createEngineBench(() => ({ text: ['x'], until: release.promise }), temporaryFolder(), {
      limits,
    })
    const runId = bench.start([{}, {}])
    const waiting = () => bench.service.get(runId).steps[1]
    await until(() => waiting()?.status === 'waiting')
    expect(waiting()?.until).toBeNull()
    release.resolve()
    await until(() => waiting()?.until !== null)
    expect((await bench.service.rested(runId)).status).toBe('completed')
  })

  it('are shared by all runs', async () => {
    const bench = createEngineBench(() => 'x', temporaryFolder(), { limits: limited({ requestsAtATime: 2 }) })
    const runs = [bench.start(four), bench.start(four)]
    for (const runId of runs) expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(bench.model.mostInFlight).toBe(2)
  })

  it('do not keep a run from being paused or stopped while a step waits, and lose no turn by it', async () => {
    const release = Promise.withResolvers<void>()
    const bench = createEngineBench(() => ({ text: ['x'], until: release.promise }), temporaryFolder(), {
      limits: limited({ requestsAtATime: 1 }),
    })
    const runId = bench.start([{}, {}])
    await until(() => bench.service.get(runId).steps[1]?.status === 'waiting')
    await bench.service.pause(runId)
    await until(() => bench.service.get(runId).steps[1]?.status === 'pending')
    release.resolve()
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'user' })
    bench.service.resume(runId, {})
    expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(bench.model.requests).toHaveLength(2)
  })
})

/** Whoever asks for a turn, at limits that the test changes. */
function changingLimits(first: Partial<ConfiguredConnection>, minuteMs?: number) {
  let limits = first
  const names = new Set(['scripted'])
  const port = createRequestLimits(
    (name) => (names.has(name) ? { name, kind: 'openai', source: 'stored', ...limits } : undefined),
    minuteMs,
  )
  const ask = (name = 'scripted') => {
    const turn = {
      release: null as (() => void) | null,
      told: [] as (number | null)[],
      leave: new AbortController(),
    }
    port
      .acquire({ name, kind: 'openai' }, (end) => void turn.told.push(end), turn.leave.signal)
      .then(
        (release) => void (turn.release = release),
        () => undefined, // left
      )
    onTestFinished(() => turn.leave.abort())
    return turn
  }
  return {
    ask,
    change: (next: Partial<ConfiguredConnection>, newName = 'scripted') => {
      limits = next
      names.add(newName)
      port.refresh('scripted', newName)
    },
  }
}

const settled = () => new Promise(setImmediate)
const inFlight = (turns: { release: unknown }[]) => turns.filter(({ release }) => release !== null).length

describe('limits that are changed', () => {
  it('count what is in flight and what the minute has seen, and let in who waited', async () => {
    const { ask, change } = changingLimits({ requestsAtATime: 1, requestsPerMinute: 2 })
    const turns = [ask(), ask(), ask()]
    await settled()
    expect(inFlight(turns)).toBe(1)
    change({ requestsAtATime: 2, requestsPerMinute: 2 })
    turns.push(ask(), ask())
    await settled()
    expect(inFlight(turns)).toBe(2)
    for (const { release } of turns) release?.()
    await settled()
    expect(inFlight(turns)).toBe(2)
    change({ requestsAtATime: 2, requestsPerMinute: 3 })
    await settled()
    expect(inFlight(turns)).toBe(3)
  })

  it('that allow less hold for those who wait too', async () => {
    const { ask, change } = changingLimits({ requestsAtATime: 2 })
    const turns = [ask(), ask(), ask(), ask()]
    await settled()
    change({ requestsAtATime: 1 })
    turns[0]?.release?.()
    await settled()
    expect(inFlight(turns)).toBe(2)
    turns[1]?.release?.()
    await settled()
    expect(inFlight(turns)).toBe(3)
  })

  it('say anew when a wait ends', async () => {
    const { ask, change } = changingLimits({ requestsPerMinute: 1 })
    const before = Date.now()
    const turns = [ask(), ask(), ask()]
    await settled()
    const [end] = turns[1]?.told ?? []
    expect(end).toBeGreaterThanOrEqual(before + 60_000)
    expect(turns[2]?.told).toEqual([null])
    change({ requestsPerMinute: 1, requestsAtATime: 1 })
    await settled()
    expect(turns[1]?.told).toEqual([end, null])
    turns[0]?.release?.()
    await settled()
    expect(turns[1]?.told).toEqual([end, null, end])
    turns[1]?.leave.abort()
    await settled()
    expect(turns[2]?.told).toEqual([null, end])
    change({ requestsPerMinute: 2 })
    await settled()
    expect(inFlight(turns)).toBe(2)
  })

  it('that are taken away let everybody in, and hold again when they come back', async () => {
    const { ask, change } = changingLimits({ requestsPerMinute: 1 })
    const turns = [ask(), ask(), ask()]
    change({})
    await settled()
    expect(inFlight(turns)).toBe(3)
    change({ requestsAtATime: 3 })
    turns.push(ask())
    await settled()
    expect(inFlight(turns)).toBe(3)
  })

  it('hold under a new name of the connection', async () => {
    const { ask, change } = changingLimits({ requestsAtATime: 1 })
    const turns = [ask()]
    change({ requestsAtATime: 1 }, 'renamed')
    turns.push(ask('renamed'))
    await settled()
    expect(inFlight(turns)).toBe(1)
    turns[0]?.release?.()
    await settled()
    expect(inFlight(turns)).toBe(2)
  })

  it('in the middle of a wait for the minute, let nobody in before it is over', async () => {
    const { ask, change } = changingLimits({ requestsPerMinute: 1 }, 200)
    const startedAt = Date.now()
    const turns = [ask(), ask()]
    await settled()
    change({ requestsPerMinute: 1, requestsAtATime: 5 })
    await until(() => inFlight(turns) === 2)
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(200)
  })
})

it('a place in the line for a slot is kept by who would rather not wait', async () => {
  const release = Promise.withResolvers<void>()
  const bench = createEngineBench(() => ({ text: ['x'], until: release.promise }), temporaryFolder(), {
    limits: limited({ requestsAtATime: 1 }),
  })
  const runId = bench.start([{}, {}, {}])
  await until(() => bench.service.get(runId).steps[2]?.status === 'waiting')
  bench.service.skipWait(runId, 's2')
  release.resolve()
  expect((await bench.service.rested(runId)).status).toBe('completed')
  const starts = bench.events.filter((event) => event.type === 'progress' && event.status === 'running')
  expect(starts.map(({ stepId }) => stepId)).toEqual([undefined, 's1', 's2', 's3'])
})

it('word of a place in the line that comes when the place was given up keeps no failed run going', async () => {
  const failing = Promise.withResolvers<void>()
  const other = Promise.withResolvers<void>()
  const told: (() => void)[] = []
  const bench = createEngineBench(
    (request) =>
      request.messages[0]?.content === 'fails'
        ? { failure: { code: 'bad_request', retryable: false }, until: failing.promise }
        : { text: ['x'], until: other.promise },
    temporaryFolder(),
    {
      limits: {
        isLimited: () => true,
        acquire(_connection, onWait) {
          if (told.push(() => onWait(null)) <= 2) return Promise.resolve(() => undefined)
          return new Promise(() => undefined)
        },
      },
    },
  )
  const runId = bench.start([{ prompt: 'fails' }, {}, {}])
  await until(() => bench.model.requests.length === 2)
  failing.resolve()
  await until(() => bench.service.get(runId).steps[0]?.status === 'failed')
  told[2]?.()
  other.resolve()
  const run = await bench.service.rested(runId)
  expect(run.status).toBe('failed')
  expect(run.steps.map(({ status }) => status)).toEqual(['failed', 'completed', 'pending'])
})

describe('an output that was cut short', () => {
  it('is gone on with, and the texts are joined into a new revision', async () => {
    const bench = createEngineBench((request) =>
      request.messages.length === 1 ? { text: ['half a sen'], finish: 'length' } : 'tence.',
    )
    const runId = bench.start([{}, { prompt: 'use {{steps.S1.content}}' }])
    await bench.service.rested(runId)
    await bench.service.continueStep(runId, 's1', 1)
    const run = await bench.service.rested(runId)
    expect(run.steps[0]).toMatchObject({
      status: 'completed',
      output: 'half a sentence.',
      truncated: false,
      revision: 2,
      attempts: 2,
    })
    expect(bench.model.requests.at(-1)?.messages).toMatchObject([
      { role: 'user', content: 'go' },
      { role: 'assistant', content: 'half a sen' },
      { role: 'user' },
    ])
    expect(run.steps[1]).toMatchObject({ stale: true, staleBecause: 'S1' })
    await expect(bench.service.continueStep(runId, 's1')).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('stays as it was when the model has nothing to add', async () => {
    const bench = createEngineBench((request) =>
      request.messages.length === 1 ? { text: ['half a sen'], finish: 'length' } : '',
    )
    const runId = bench.start([{ maxRetries: 0 }])
    await bench.service.rested(runId)
    await bench.service.continueStep(runId, 's1')
    const run = await bench.service.rested(runId)
    expect(run.steps[0]).toMatchObject({
      status: 'failed',
      output: 'half a sen',
      error: { code: 'empty_answer' },
    })
  })
})
