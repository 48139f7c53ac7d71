import { describe, expect, it } from 'vitest'
import { createEngineBench } from '../support/engine-bench'
import { tally, tell } from '../support/long-form'
import { until } from '../support/until'

describe('a failed request', () => {
  it('is tried again with full jitter, up to the limit, and then fails the run', async () => {
    const bench = createEngineBench(() => ({ text: ['part'], failure: { code: 'server_error' } }))
    const runId = bench.start([{ maxRetries: 2 }])
    await until(() => bench.clock.asked.length === 1)
    expect(bench.service.get(runId).steps[0]).toMatchObject({
      status: 'waiting',
      error: { code: 'server_error' },
    })
    await bench.clock.advance(500)
    await until(() => bench.clock.asked.length === 2)
    await bench.clock.advance(1000)
    const run = await bench.service.rested(runId)
    expect(bench.clock.asked).toEqual([500, 1000])
    expect(bench.model.requests).toHaveLength(3)
    expect(run).toMatchObject({ status: 'failed' })
    expect(run.steps[0]).toMatchObject({ status: 'failed', attempts: 3 })
    expect(bench.events.filter((event) => event.type === 'retry').map((event) => event.delayMs)).toEqual([
      500, 1000,
    ])
    expect(bench.store.runStore.attempts(runId, 's1').map((a) => a.outcome)).toEqual([
      'failed',
      'failed',
      'failed',
    ])
  })

  it('waits as long as the provider asks', async () => {
    let calls = 0
    const bench = createEngineBench(() =>
      ++calls === 1 ? { failure: { code: 'rate_limited', retryAfterMs: 61_000 } } : 'ok',
    )
    const runId = bench.start([{}])
    await until(() => bench.clock.asked.length === 1)
    expect(bench.clock.asked).toEqual([61_000])
    const { status, until: end } = bench.service.get(runId).steps[0] ?? {}
    expect({ status, end }).toEqual({ status: 'waiting', end: bench.clock.now() + 61_000 })
    await bench.clock.advance(60_999)
    expect(bench.model.requests).toHaveLength(1)
    await bench.clock.advance(1)
    expect((await bench.service.rested(runId)).status).toBe('completed')
    tell(
      'asked to wait 61 s: shown as waiting until then, sent after 61.000 s of the clock, not after 60.999',
    )
  })

  it('can have its wait skipped', async () => {
    let calls = 0
    const bench = createEngineBench(() =>
      ++calls === 1 ? { failure: { code: 'rate_limited', retryAfterMs: 3_600_000 } } : 'ok',
    )
    const runId = bench.start([{}])
    await until(() => bench.clock.asked.length === 1)
    bench.service.skipWait(runId, 's1')
    expect((await bench.service.rested(runId)).status).toBe('completed')
    tell('asked to wait 3,600 s: ended by the user, sent at once')
  })

  it('fails at once where a retry cannot help', async () => {
    const bench = createEngineBench(() => ({ failure: { code: 'bad_key', retryable: false } }))
    const run = await bench.service.rested(bench.start([{}]))
    expect(run.status).toBe('failed')
    expect(bench.model.requests).toHaveLength(1)
  })

  it('lets what is in flight finish, starts nothing new, and goes on after resume', async () => {
    const gate = Promise.withResolvers<void>()
    let broken = true
    const bench = createEngineBench((request) => {
      const prompt = request.messages[0]?.content
      if (prompt === 'slow') return { text: ['slow done'], until: gate.promise }
      if (prompt === 'bad' && broken) return { failure: { code: 'bad_request', retryable: false } }
      return 'ok'
    })
    const runId = bench.start([
      { prompt: 'slow' },
      { prompt: 'bad' },
      { prompt: 'next {{steps.S2.content}}' },
    ])
    await until(() => bench.service.get(runId).steps[1]?.status === 'failed')
    expect(bench.service.get(runId).status).toBe('running')
    gate.resolve()
    const failed = await bench.service.rested(runId)
    expect(failed.status).toBe('failed')
    expect(failed.steps.map((step) => step.status)).toEqual(['completed', 'failed', 'pending'])

    broken = false
    bench.service.resume(runId, {})
    expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(bench.model.requests.filter((request) => request.messages[0]?.content === 'slow')).toHaveLength(1)
  })
})

describe('an answer', () => {
  const distinct = tally<string>(
    (codes) =>
      `${codes.length} answers that are none: failed as ${codes.join(', ')}, 0 recorded as an output`,
  )
  const outcome = async (answer: Parameters<typeof createEngineBench>[0], step = {}) => {
    const bench = createEngineBench(answer)
    const runId = bench.start([{ maxRetries: 0, ...step }])
    return (await bench.service.rested(runId)).steps[0]
  }

  it('that was cut at the token limit is complete, and says so', async () => {
    expect(await outcome(() => ({ text: ['half a sen'], finish: 'length' }))).toMatchObject({
      status: 'completed',
      truncated: true,
      output: 'half a sen',
    })
  })

  it.each([
    ['refused', { text: ['no'], finish: 'refusal' as const }],
    ['filtered', { text: ['so'], finish: 'content_filter' as const }],
    ['reasoning_only', { reasoning: true }],
    ['empty_answer', {}],
    ['stream_cut', { text: ['half'], cut: true }],
  ])('that is %s fails with that code', async (code, answer) => {
    expect(await outcome(() => answer)).toMatchObject({ status: 'failed', error: { code }, output: null })
    distinct(code)
  })

  it('without usage figures is counted here, and marked', async () => {
    const step = await outcome(() => ({ text: ['twelve chars'], usage: null }))
    expect(step?.tokenUsage).toMatchObject({ outputTokens: 3, estimated: true })
  })

  it('that is not the JSON that was asked for is told what was wrong, and tried again', async () => {
    const bench = createEngineBench((_request, number) => (number === 1 ? 'Sure! {"a": 1' : '{"a": 1}'))
    const runId = bench.start([{ output: { format: 'json' } }])
    await until(() => bench.clock.asked.length === 1)
    await bench.clock.advance(1000)
    const run = await bench.service.rested(runId)
    expect(run.steps[0]).toMatchObject({ status: 'completed', output: '{"a": 1}', attempts: 2 })
    expect(bench.model.requests[0]?.systemPrompt).toContain('JSON')
    const [, mistake, correction] = bench.model.requests[1]?.messages ?? []
    expect(mistake).toEqual({ role: 'assistant', content: 'Sure! {"a": 1' })
    expect(correction?.content).toContain('not')
  })

  it('is held against its schema', async () => {
    const schema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] }
    const json = { output: { format: 'json' as const, schema } }
    expect(await outcome(() => '{"n": 1.5}', json)).toMatchObject({ error: { code: 'bad_format' } })
    expect(await outcome(() => '{"n": 2}', json)).toMatchObject({ status: 'completed' })
  })

  it.each(['other', 'tool_calls'] as const)(
    'that ends for a reason nobody knows (%s) is complete and says so, until it is edited or written anew',
    async (finish) => {
      let ends = 0
      const bench = createEngineBench(() => ({ text: ['An answer'], finish: ends++ === 0 ? finish : 'stop' }))
      const runId = bench.start([{}, { prompt: '{{steps.S1.content}}' }])
      const run = await bench.service.rested(runId)
      expect(run).toMatchObject({
        status: 'completed',
        steps: [{ truncated: false, unknownFinish: finish }, {}],
      })
      expect(bench.store.runStore.loadRun(runId)).toEqual(run)

      await bench.service.retry(runId, 's1')
      expect((await bench.service.rested(runId)).steps[0]?.unknownFinish).toBeNull()
      expect(bench.store.runStore.loadRun(runId)?.steps[0]?.unknownFinish).toBeNull()
    },
  )

  it('that ended for an unknown reason no longer says so once a person has edited it', async () => {
    const bench = createEngineBench(() => ({ text: ['An answer'], finish: 'other' }))
    const runId = bench.start([{}])
    expect((await bench.service.rested(runId)).steps[0]?.unknownFinish).toBe('other')
    await bench.service.overrideOutput(runId, 's1', 'My answer', 1)
    expect(bench.service.get(runId).steps[0]?.unknownFinish).toBeNull()
    expect(bench.store.runStore.loadRun(runId)?.steps[0]?.unknownFinish).toBeNull()
  })

  it('that is truncated JSON is not tried again', async () => {
    const step = await outcome(() => ({ text: ['{"a": [1,'], finish: 'length' }), {
      output: { format: 'json' },
      maxRetries: 3,
    })
    expect(step).toMatchObject({
      status: 'failed',
      attempts: 1,
      error: { code: 'bad_format', retryable: false },
    })
  })
})

describe('pause and stop', () => {
  it('pause lets what is in flight finish and starts no more', async () => {
    const gate = Promise.withResolvers<void>()
    const bench = createEngineBench(() => ({ text: ['x'], until: gate.promise }))
    const runId = bench.start([{}, { prompt: '{{steps.S1.content}}' }])
    await until(() => bench.model.requests.length === 1)
    await bench.service.pause(runId)
    expect(bench.service.get(runId)).toMatchObject({ status: 'running', pausing: true })
    await bench.service.pause(runId)
    gate.resolve()
    const run = await bench.service.rested(runId)
    expect(run).toMatchObject({ status: 'paused', pauseReason: 'user', pausing: false })
    expect(bench.events.filter((event) => event.type === 'progress' && 'pausing' in event)).toHaveLength(1)
    expect(run.steps.map((step) => step.status)).toEqual(['completed', 'pending'])
    bench.service.resume(runId, {})
    expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(bench.model.requests).toHaveLength(2)
  })

  it('pause ends a wait for another attempt; resume gives the full number of retries again', async () => {
    const bench = createEngineBench(() => ({ failure: { code: 'overloaded' } }))
    const runId = bench.start([{ maxRetries: 1 }])
    await until(() => bench.clock.asked.length === 1)
    await bench.service.pause(runId)
    expect((await bench.service.rested(runId)).steps[0]).toMatchObject({ status: 'pending', attempts: 1 })
    bench.service.resume(runId, {})
    await until(() => bench.clock.asked.length === 2)
    await bench.clock.advance(60_000)
    expect((await bench.service.rested(runId)).steps[0]).toMatchObject({ status: 'failed', attempts: 3 })
  })

  it('stop aborts what is in flight and keeps its text as a partial one', async () => {
    const bench = createEngineBench(() => ({
      text: ['half a ', 'thought'],
      until: new Promise<void>(() => {}),
    }))
    const runId = bench.start([{}])
    await until(() => bench.service.get(runId).steps[0]?.partial === 'half a thought')
    await bench.service.stop(runId)
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('stopped')
    expect(bench.reopen().service.get(runId).steps[0]).toMatchObject({
      status: 'pending',
      output: null,
      partial: 'half a thought',
    })
    expect(bench.store.runStore.attempts(runId, 's1')[0]).toMatchObject({
      outcome: 'stopped',
      tokenUsage: { estimated: true },
    })
  })
})

describe('a budget', () => {
  const priced = { maxTokens: 1000 }

  it('pauses the run before a request that might exceed it, and goes on when it is raised', async () => {
    const bench = createEngineBench(() => ({ text: ['x'], usage: { inputTokens: 0, outputTokens: 1000 } }))
    const runId = bench.start([priced, { ...priced, prompt: '{{steps.S1.content}}' }], undefined, {
      budgetUsd: 0.0015,
    })
    const paused = await bench.service.rested(runId)
    expect(paused).toMatchObject({ status: 'paused', pauseReason: 'budget' })
    expect(bench.model.requests).toHaveLength(1)
    bench.service.resume(runId, { options: { budgetUsd: 0.01 } })
    expect((await bench.service.rested(runId)).status).toBe('completed')
  })

  it('is kept with parallel steps: what might not fit waits for those in flight', async () => {
    const bench = createEngineBench(() => ({ text: ['x'], usage: { inputTokens: 0, outputTokens: 100 } }))
    const runId = bench.start([priced, priced, priced, priced], undefined, { budgetUsd: 0.0022 })
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('completed')
    expect(bench.model.mostInFlight).toBe(2)
  })

  it('counts a schema that the provider itself keeps: it is sent, too', async () => {
    const field = { type: 'string', description: 'A sentence about what it is. '.repeat(10) }
    const schema = {
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`f${at}`, field])),
    }
    const bench = createEngineBench(() => '{}')
    bench.ports.connections.enforcesFormat = () => true
    const runId = bench.start([{ maxTokens: 10, output: { format: 'json', schema } }], undefined, {
      budgetUsd: 0.002,
    })
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'budget' })
    expect(bench.model.requests).toHaveLength(0)
  })

  it('is refused where a price is not known', () => {
    const bench = createEngineBench(() => 'x')
    expect(() => bench.start([{ model: 'mystery' }], undefined, { budgetUsd: 1 })).toThrow('price of mystery')
  })
})
