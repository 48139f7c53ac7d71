import { describe, expect, it } from 'vitest'
import { BatonError, conflict } from '@shared/errors'
import { createRequestLimits } from '@main/llm/request-limits'
import { createEngineBench, type EngineBench } from '../support/engine-bench'
import { temporaryFolder } from '../support/temporary-folder'
import { until } from '../support/until'

const full = () => new BatonError('STORAGE_FULL', 'The disk is full.')
const chain = [{ prompt: 'a' }, { prompt: 'b {{steps.S1.content}}' }]

/** The bench's store from now on refuses what the test says. */
function refuse(
  bench: EngineBench,
  name: 'commitRun' | 'releaseLease' | 'loadRun',
  error: () => Error,
): () => void {
  const { store } = bench.ports
  const real = store[name]
  Object.assign(store, {
    [name]: () => {
      throw error()
    },
  })
  return () => Object.assign(store, { [name]: real })
}

describe('a stale step that is in flight', () => {
  it('is not sent a second time when it is asked to run again once more', async () => {
    const release = Promise.withResolvers<void>()
    let slow = false
    const bench = createEngineBench((request) => ({
      text: [`<${request.messages[0]?.content}>`],
      ...(slow && { until: release.promise }),
    }))
    const runId = bench.start(chain)
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    slow = true
    await bench.service.rerunStale(runId, 'all')
    await until(() => bench.model.requests.length === 3)
    await bench.service.rerunStale(runId, 'all')
    release.resolve()
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('completed')
    expect(run.steps[1]).toMatchObject({ output: '<b mine>', attempts: 2, stale: false })
    expect(bench.model.requests).toHaveLength(3)
  })

  it('keeps a retry that was asked for: it is not weakened to "if it is stale"', async () => {
    const release = Promise.withResolvers<void>()
    let slow = false
    const bench = createEngineBench(() => ({ text: ['x'], ...(slow && { until: release.promise }) }))
    const runId = bench.start([...chain, { prompt: 'c' }], undefined, { concurrency: 1 })
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    slow = true
    await bench.service.retry(runId, 's3')
    await bench.service.retry(runId, 's2')
    await bench.service.rerunStale(runId, 'all')
    expect(bench.service.get(runId).steps[1]?.rerun).toBe('always')
    release.resolve()
    expect((await bench.service.rested(runId)).status).toBe('completed')
  })
})

describe('a step whose input changes while it is in flight', () => {
  const slowB = () => {
    const release = Promise.withResolvers<void>()
    const bench = createEngineBench((request, number) => ({
      text: [`${request.messages[0]?.content} ${number}`],
      ...(request.messages[0]?.content.startsWith('b') && { until: release.promise }),
    }))
    return { bench, release, runId: bench.start(chain) }
  }

  it('is stale when it is done: an earlier step was run again meanwhile', async () => {
    const { bench, release, runId } = slowB()
    await until(() => bench.model.requests.length === 2)
    await bench.service.retry(runId, 's1')
    await until(() => bench.service.get(runId).steps[0]?.output === 'a 3')
    release.resolve()
    const run = await bench.service.rested(runId)
    expect(run.steps[1]).toMatchObject({ status: 'completed', stale: true, staleBecause: 'S1' })
  })

  it('is stale when it is done: it was made from a text that is stale itself', async () => {
    const bench = createEngineBench((request) => `${request.messages[0]?.content}.`)
    const gate = { stepType: 'review' as const, prompt: 'look' }
    const runId = bench.start([...chain, gate, { prompt: 'd {{steps.S2.content}}' }])
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    // The user goes on all the same.
    bench.service.resume(runId, { decision: { kind: 'approve' } })
    const run = await bench.service.rested(runId)
    expect(run.steps.map(({ stale }) => stale)).toEqual([false, true, false, true])
  })

  it('is stale as well when it is a gate, or took its text from the cache', async () => {
    const bench = createEngineBench((request) => `${request.messages[0]?.content}.`)
    const look = { stepType: 'review' as const, prompt: 'look' }
    const last = { prompt: 'd {{steps.S2.content}}' }
    // What another run has answered already.
    await bench.service.rested(bench.start([...chain, last]))
    const gate = { stepType: 'review' as const, prompt: '{{steps.S2.content}}' }
    const runId = bench.start([...chain, look, last, gate], undefined, { reuse: true })
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    bench.service.resume(runId, { decision: { kind: 'approve' } })
    const run = await bench.service.rested(runId)
    expect(run.steps[3]?.reused).toBe(true)
    expect(run.steps.map(({ stale }) => stale)).toEqual([false, true, false, true, true])
    bench.service.resume(runId, { decision: { kind: 'edit', text: 'edited' } })
    expect((await bench.service.rested(runId)).steps[4]?.stale).toBe(true)
  })
})

describe('an edit of a run in progress', () => {
  it.each([
    ['the disk is full', full, 'STORAGE_FULL'],
    ['another process has taken the run over', () => conflict('Taken over.'), 'CONFLICT'],
  ])('is refused, and does not hang, when %s', async (_name, error, code) => {
    const bench = createEngineBench(() => ({ text: ['x'], until: new Promise<void>(() => {}) }))
    const runId = bench.start([{}])
    await until(() => bench.model.requests.length === 1)
    const mend = refuse(bench, 'commitRun', error)
    await expect(
      bench.service.update(runId, { options: { set: { concurrency: 2 }, was: {} } }),
    ).rejects.toMatchObject({ code })
    mend()
  })
})

describe('a limited connection under a budget', () => {
  const limits = createRequestLimits((name) =>
    name === 'scripted' ? { name, kind: 'openai', source: 'stored', requestsAtATime: 1 } : undefined,
  )

  it('does not leave a step waiting for ever behind one that may not be sent any more', async () => {
    // The first answer costs more than anyone could know, so nothing fits any more.
    const bench = createEngineBench(
      () => ({ text: ['x'], usage: { inputTokens: 0, outputTokens: 2_900 } }),
      temporaryFolder(),
      { limits },
    )
    const runId = bench.start(
      [1, 2, 3].map(() => ({ maxTokens: 900 })),
      undefined,
      { budgetUsd: 0.003 },
    )
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'budget' })
    expect(bench.model.requests).toHaveLength(1)
    await until(() => !bench.service.isLive(runId))
    bench.service.resume(runId, { options: { budgetUsd: 1 } })
    expect((await bench.service.rested(runId)).status).toBe('completed')
  })

  it('gives the turn of a step back that found its output in the cache', async () => {
    const release = Promise.withResolvers<void>()
    const bench = createEngineBench(() => ({ text: ['x'], until: release.promise }), temporaryFolder(), {
      limits,
    })
    const same = [{ prompt: 'same' }]
    const first = bench.start(same)
    await until(() => bench.model.requests.length === 1)
    // Waits for its turn while the other run makes what it needs.
    const second = bench.start([...same, { prompt: 'another' }], undefined, { reuse: true, concurrency: 1 })
    await until(() => bench.service.get(second).steps[0]?.status === 'waiting')
    release.resolve()
    await bench.service.rested(first)
    const run = await bench.service.rested(second)
    expect(run.steps.map((step) => step.reused)).toEqual([true, false])
    expect(bench.model.requests).toHaveLength(2)
  })
})

describe('a run whose lease could not be given back', () => {
  it('can be gone on with by the process that still holds it', async () => {
    const bench = createEngineBench(() => 'x')
    const mend = refuse(bench, 'releaseLease', full)
    const runId = bench.start([{}, { stepType: 'review', prompt: '{{steps.S1.content}}' }])
    await bench.service.rested(runId)
    mend()
    bench.service.resume(runId, { decision: { kind: 'approve' } })
    expect((await bench.service.rested(runId)).status).toBe('completed')
    await bench.service.overrideOutput(runId, 's1', 'mine')
    expect(bench.reopen().output(runId, 'S1')).toBe('mine')
  })

  it('can be gone on with when it could not be read', async () => {
    const bench = createEngineBench(() => 'x')
    const runId = bench.start([{}])
    await bench.service.rested(runId)
    const acquireLease = bench.ports.store.acquireLease.bind(bench.ports.store)
    let mend: () => void = () => undefined
    bench.ports.store.acquireLease = (id) => {
      const lease = acquireLease(id)
      mend = refuse(bench, 'loadRun', () => new BatonError('STORAGE_CORRUPT', 'The database is damaged.'))
      return lease
    }
    await expect(bench.service.overrideOutput(runId, 's1', 'mine')).rejects.toMatchObject({
      code: 'STORAGE_CORRUPT',
    })
    bench.ports.store.acquireLease = acquireLease
    mend()
    await bench.service.overrideOutput(runId, 's1', 'mine')
    expect(bench.output(runId, 'S1')).toBe('mine')
  })
})

describe('an attempt that failed', () => {
  it('keeps the text that had arrived, here and in the database', async () => {
    const bench = createEngineBench(() => ({
      text: ['half a ', 'thought'],
      failure: { code: 'bad_request', retryable: false },
    }))
    const runId = bench.start([{}])
    const run = await bench.service.rested(runId)
    expect(run.steps[0]).toMatchObject({ status: 'failed', partial: 'half a thought' })
    expect(bench.store.runStore.loadRun(runId)).toEqual(run)
  })
})

describe('a listener', () => {
  it('can go on with a run as soon as it sees that it is paused', async () => {
    const bench = createEngineBench(() => 'x')
    const gate = (label: string) => ({ label, stepType: 'review' as const, prompt: label })
    const runId = bench.start(['one', 'two', 'three', 'four'].map(gate))
    const controller = new AbortController()
    for await (const batch of bench.service.events(runId, controller.signal)) {
      const last = batch.at(-1)
      if (last?.type === 'done') controller.abort()
      if (last?.type === 'paused') bench.service.resume(runId, { decision: { kind: 'approve' } })
    }
    expect((await bench.service.rested(runId)).status).toBe('completed')
  })
})

describe('stop', () => {
  it('reaches a run that has come to rest a moment ago', async () => {
    const bench = createEngineBench(() => 'x')
    const runId = bench.start([{ stepType: 'review', prompt: 'look' }])
    // The gate is open already, and its events are on their way.
    await bench.service.stop(runId)
    expect((await bench.service.rested(runId)).status).toBe('stopped')
  })
})

describe('an update of a run', () => {
  it('is one commit: options and steps together, or nothing', async () => {
    const bench = createEngineBench(() => 'x')
    const runId = bench.start(chain)
    await bench.service.rested(runId)
    const before = bench.service.get(runId)
    let commits = 0
    const { commitRun } = bench.ports.store
    bench.ports.store.commitRun = (change) => {
      commits += 1
      commitRun(change)
    }
    const steps = [
      { stepId: 's1', set: { model: 'other' }, was: { model: 'model-1' } },
      { stepId: 's2', set: { maxTokens: 9 }, was: { maxTokens: 1 } },
    ]
    const options = { set: { concurrency: 2 }, was: { concurrency: 4 } }
    await expect(bench.service.update(runId, { options, steps })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(bench.service.get(runId)).toEqual(before)
    expect(commits).toBe(0)
    await bench.service.update(runId, { options, steps: steps.slice(0, 1) })
    expect(commits).toBe(1)
    expect(bench.service.get(runId)).toMatchObject({
      options: { concurrency: 2 },
      steps: [{ settings: { model: 'other' }, stale: true }, { stale: true }],
    })
  })

  it('and a rebase are held against the run as it is under the lease', async () => {
    const bench = createEngineBench(() => 'x')
    const runId = bench.start(chain)
    const { steps, updatedAt } = await bench.service.rested(runId)
    // Another process changes the run between the look and the lease.
    const acquireLease = bench.ports.store.acquireLease.bind(bench.ports.store)
    const other = bench.reopen()
    bench.ports.store.acquireLease = (id) => {
      bench.ports.store.acquireLease = acquireLease
      bench.clock.now = () => updatedAt + 1
      void other.service.overrideOutput(id, 's1', 'theirs')
      return acquireLease(id)
    }
    const settings = steps.map((step) => step.settings)
    await expect(bench.service.rebase(runId, settings, updatedAt)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(bench.output(runId, 'S1')).toBe('theirs')
  })
})

describe('a pause', () => {
  it('is not asked of the next pass, though its lease could not be given back', async () => {
    let held = Promise.withResolvers<void>()
    const bench = createEngineBench(() => ({ text: ['x'], until: held.promise }))
    const { store } = bench.ports
    const heartbeat = store.heartbeat.bind(store)
    const runId = bench.start([{}, { prompt: '{{steps.S1.content}}' }])
    await until(() => bench.model.requests.length === 1)
    await bench.service.pause(runId)
    const allow = refuse(bench, 'releaseLease', full)
    held.resolve()
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'user' })
    allow()
    const { promise: beaten, resolve } = Promise.withResolvers<void>()
    store.heartbeat = (lease) => {
      const asked = heartbeat(lease)
      resolve()
      return asked
    }
    held = Promise.withResolvers()
    bench.service.resume(runId, {})
    await beaten
    expect(bench.service.get(runId)).toMatchObject({ status: 'running', pausing: false })
    held.resolve()
    expect((await bench.service.rested(runId)).status).toBe('completed')
  })
})

describe('what could not be saved', () => {
  it('is saved and shown to listeners as soon as there is room; nothing goes on by itself', async () => {
    const bench = createEngineBench(() => 'precious')
    const { commitRun } = bench.ports.store
    bench.ports.store.commitRun = (change) => {
      if (change.revisions.length > 0) throw full()
      commitRun(change)
    }
    const runId = bench.start(chain)
    const controller = new AbortController()
    const seen: (string | null | undefined)[] = []
    const listening = (async () => {
      for await (const batch of bench.service.events(runId, controller.signal)) {
        for (const message of batch) if (message.type === 'state') seen.push(message.run.steps[0]?.output)
      }
    })()
    await bench.service.rested(runId)
    bench.ports.store.commitRun = commitRun
    await expect.poll(() => seen.at(-1), { timeout: 10_000 }).toBe('precious')
    expect(bench.store.runStore.loadRun(runId)).toMatchObject({ status: 'paused', pauseReason: 'storage' })
    expect(bench.model.requests).toHaveLength(1)
    controller.abort()
    await listening
  })

  it('is saved when the application is closed and there is room again', async () => {
    const bench = createEngineBench(() => 'precious')
    const { commitRun } = bench.ports.store
    bench.ports.store.commitRun = (change) => {
      if (change.revisions.length > 0) throw full()
      commitRun(change)
    }
    const runId = bench.start([{}])
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'storage' })
    bench.ports.store.commitRun = commitRun
    await bench.service.close()
    expect(bench.reopen().service.get(runId)).toMatchObject({
      status: 'paused',
      steps: [{ status: 'completed', output: 'precious' }],
    })
  })

  it('counts no request that was never sent', async () => {
    const bench = createEngineBench(() => 'x')
    const mend = refuse(bench, 'commitRun', full)
    const runId = bench.start([{ prompt: 'a long prompt '.repeat(100) }])
    await bench.service.rested(runId)
    mend()
    bench.service.resume(runId, {})
    const run = await bench.service.rested(runId)
    expect(run.steps[0]).toMatchObject({ attempts: 1, tokenUsage: { inputTokens: 10, outputTokens: 20 } })
    expect(bench.model.requests).toHaveLength(1)
  })
})

describe('a decision that could not be written', () => {
  it('is refused, not lost', async () => {
    const bench = createEngineBench(() => 'x')
    const runId = bench.start([{ stepType: 'review', prompt: 'look' }])
    await bench.service.rested(runId)
    const mend = refuse(bench, 'commitRun', () => new BatonError('INTERNAL', 'The data folder is gone.'))
    expect(() => bench.service.resume(runId, { decision: { kind: 'approve' } })).toThrow('folder is gone')
    mend()
    await until(() => !bench.service.isLive(runId))
    bench.service.resume(runId, { decision: { kind: 'approve' } })
    expect((await bench.service.rested(runId)).status).toBe('completed')
  })
})
