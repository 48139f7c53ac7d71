import { describe, expect, it } from 'vitest'
import { BatonError } from '@shared/errors'
import type { Run } from '@shared/model/run'
import { createEngineBench } from '../support/engine-bench'
import { until } from '../support/until'

const elsewhere = { host: 'another-machine', bootId: 'b', pid: 1, processStart: '1' }
const never = new Promise<void>(() => {})

describe('a run that another process took over', () => {
  it('is not written by its former owner any more', async () => {
    const release = Promise.withResolvers<void>()
    const bench = createEngineBench(() => ({ text: ['late'], until: release.promise }))
    const runId = bench.start([{}, { prompt: '{{steps.S1.content}}' }])
    await until(() => bench.model.requests.length === 1)
    const thief = bench.reopen(elsewhere)
    expect(() => thief.service.resume(runId, {})).toThrow(expect.objectContaining({ code: 'CONFLICT' }))

    // The former owner is stopped for longer than its lease: nobody hears of it.
    await bench.clock.advance(10_000)
    const lost = bench.service.rested(runId)
    thief.service.resume(runId, {})
    release.resolve()
    await expect(lost).rejects.toMatchObject({ code: 'CONFLICT' })
    const run = await thief.service.rested(runId)
    expect(run.status).toBe('completed')
    expect(run.steps[0]).toMatchObject({ attempts: 2, revision: 1 })
    expect(bench.store.runStore.attempts(runId, 's1').map((a) => a.outcome)).toEqual([
      'interrupted',
      'completed',
    ])
  })

  it('is shown as interrupted while nobody has it, with the text that had arrived, and nothing resumes it', async () => {
    const bench = createEngineBench(() => ({ text: ['half'], until: never }))
    const runId = bench.start([{}])
    await until(() => bench.store.runStore.loadRun(runId)?.steps[0]?.partial === 'half')
    const other = bench.reopen(elsewhere)
    await bench.clock.advance(10_000)
    expect(other.service.get(runId)).toMatchObject({
      status: 'interrupted',
      steps: [{ partial: 'half', output: null }],
    })
    expect(other.model.requests).toHaveLength(0)
  })
})

describe('a run of another living process', () => {
  it('can be watched, and asked to stop', async () => {
    const bench = createEngineBench(() => ({ text: ['x'], until: never }))
    const runId = bench.start([{}])
    await until(() => bench.model.requests.length === 1)
    const other = bench.reopen(elsewhere)
    const controller = new AbortController()
    const watching = other.service.events(runId, controller.signal)
    expect((await watching.next()).value).toMatchObject([{ type: 'state', run: { status: 'running' } }])
    await other.service.stop(runId)
    expect((await bench.service.rested(runId)).status).toBe('stopped')
    let seen: string | undefined
    for await (const batch of watching) {
      seen = batch.findLast((message) => message.type === 'state')?.run.status ?? seen
      if (seen !== undefined && seen !== 'running') break
    }
    expect(seen).toBe('stopped')
    controller.abort()
  })
})

describe('a pause that steps at work hold up', () => {
  /** A run with a step at work, and another process that follows it. */
  async function followed() {
    const held = Promise.withResolvers<void>()
    const bench = createEngineBench(() => ({ text: ['x'], until: held.promise }))
    const runId = bench.start([{}, { prompt: '{{steps.S1.content}}' }])
    await until(() => bench.model.requests.length === 1)
    const other = bench.reopen(elsewhere)
    const controller = new AbortController()
    const watching = other.service.events(runId, controller.signal)
    let seen: Run | undefined
    const over = (async () => {
      for await (const batch of watching) {
        for (const message of batch) if (message.type === 'state') seen = message.run
      }
    })()
    await until(() => seen?.status === 'running')
    const leave = async () => {
      controller.abort()
      await over
    }
    return { bench, other, runId, go: () => held.resolve(), seen: () => seen, leave }
  }

  it('is seen by who asked for it at once, by the owner, and by whoever looks', async () => {
    const { bench, other, runId, go, seen, leave } = await followed()
    expect(seen()?.pausing).toBe(false)
    await other.service.pause(runId)
    expect(other.service.get(runId)).toMatchObject({ status: 'running', pausing: true })
    await until(() => seen()?.pausing === true)
    await until(() => bench.service.get(runId).pausing)
    const listed = () => other.store.runs.list({ limit: 9 }).items
    expect(listed()).toMatchObject([{ status: 'running', pausing: true }])
    go()
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pausing: false })
    await until(() => seen()?.status === 'paused')
    expect(seen()?.pausing).toBe(false)
    expect(listed()).toMatchObject([{ status: 'paused', pausing: false }])
    other.service.resume(runId, {})
    expect(other.service.get(runId).pausing).toBe(false)
    expect(await other.service.rested(runId)).toMatchObject({ status: 'completed', pausing: false })
    await leave()
  })

  it('asked of the owner itself is seen elsewhere, and goes with the owner’s life', async () => {
    const { bench, other, runId, seen, leave } = await followed()
    await bench.service.pause(runId)
    expect(other.service.get(runId).pausing).toBe(true)
    await until(() => seen()?.pausing === true)
    await bench.clock.advance(10_000)
    expect(other.service.get(runId)).toMatchObject({ status: 'interrupted', pausing: false })
    expect(other.store.runs.list({ limit: 9 }).items).toMatchObject([{ pausing: false }])
    other.service.resume(runId, {})
    await until(() => other.model.requests.length === 1)
    expect(other.service.get(runId)).toMatchObject({ status: 'running', pausing: false })
    await other.service.stop(runId)
    await leave()
  })
})

describe('what no run in progress would survive', () => {
  it('is refused for a run of another process, too, which is named, and is done when that rests', async () => {
    const bench = createEngineBench(() => ({ text: ['x'], until: never }))
    const runId = bench.start([{}], undefined, { name: 'Held' })
    const other = bench.reopen(elsewhere)
    const exchange = () => other.service.betweenRuns(() => 'done')
    expect(exchange).toThrow(
      expect.objectContaining({ code: 'CONFLICT', message: 'A run of “Held” is in progress.' }),
    )
    await bench.service.stop(runId)
    await bench.service.rested(runId)
    expect(exchange()).toBe('done')
  })
})

describe('a full disk', () => {
  it('pauses the run with a sentence; resumed, it goes on and nothing finished is paid for again', async () => {
    const bench = createEngineBench((request) => `<${request.messages[0]?.content}>`)
    const { commitRun } = bench.ports.store
    let full = false
    bench.ports.store.commitRun = (change) => {
      if (full || change.revisions.some((revision) => revision.stepId === 's2')) {
        full = true
        throw new BatonError('STORAGE_FULL', 'The disk is full.')
      }
      commitRun(change)
    }
    const runId = bench.start([{}, { prompt: '{{steps.S1.content}}' }, { prompt: '{{steps.S2.content}}' }])
    const paused = await bench.service.rested(runId)
    expect(paused).toMatchObject({ status: 'paused', pauseReason: 'storage' })
    expect(bench.events.slice(-2)).toMatchObject([
      { type: 'error', scope: 'run', error: { code: 'STORAGE_FULL', message: 'The disk is full.' } },
      { type: 'paused', reason: 'storage' },
    ])
    expect(() => bench.service.resume(runId, {})).toThrow('The disk is full.')

    bench.ports.store.commitRun = commitRun
    bench.service.resume(runId, {})
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('completed')
    expect(bench.output(runId, 'S3')).toBe('<<<go>>>')
    expect(bench.model.requests).toHaveLength(3)
  })
})
