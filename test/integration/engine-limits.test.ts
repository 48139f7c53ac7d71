import { describe, expect, it } from 'vitest'
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
    bench.service.pause(runId)
    await until(() => bench.service.get(runId).steps[1]?.status === 'pending')
    release.resolve()
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'user' })
    bench.service.resume(runId, {})
    expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(bench.model.requests).toHaveLength(2)
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
