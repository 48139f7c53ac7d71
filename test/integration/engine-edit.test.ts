import { describe, expect, it, test } from 'vitest'
import { createEngineBench, type EngineBench } from '../support/engine-bench'
import { until } from '../support/until'

const chain = [
  { label: 'A', prompt: 'a' },
  { label: 'B', prompt: 'b {{steps.A.content}}' },
  { label: 'C', prompt: 'c {{steps.B.content}}' },
  { label: 'Other', prompt: 'other' },
]
const echo = () => createEngineBench((request) => `[${request.messages.at(-1)?.content}]`)
const flags = (run: { steps: { label: string; stale: boolean }[] }) =>
  run.steps.filter((step) => step.stale).map((step) => step.label)

describe('an edited output', () => {
  it('makes what depends on it stale, and nothing runs by itself', async () => {
    const bench = echo()
    const runId = bench.start(chain)
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    const run = bench.service.get(runId)
    expect(run.status).toBe('completed')
    expect(flags(run)).toEqual(['B', 'C'])
    expect(run.steps[1]?.staleBecause).toBe('A')
    expect(bench.model.requests).toHaveLength(4)
    expect(
      bench
        .reopen()
        .service.get(runId)
        .steps.map((step) => step.stale),
    ).toEqual([false, true, true, false])
  })

  it('reaches later prompts when the stale steps are run again', async () => {
    const bench = echo()
    const runId = bench.start(chain)
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    await bench.service.rerunStale(runId, 'all')
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('completed')
    expect(bench.output(runId, 'C')).toBe('[c [b mine]]')
    expect(flags(run)).toEqual([])
    expect(bench.model.requests).toHaveLength(6)
  })

  it('leaves later steps alone when the step between gives the same again', async () => {
    const bench = createEngineBench((request) =>
      request.messages[0]?.content.startsWith('b') ? 'same' : 'x',
    )
    const runId = bench.start(chain)
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    await bench.service.rerunStale(runId, 'all')
    const run = await bench.service.rested(runId)
    expect(flags(run)).toEqual([])
    // B ran again; C's fingerprint turned out unchanged.
    expect(bench.model.requests).toHaveLength(5)
  })

  it('can be run again for some steps only', async () => {
    const bench = echo()
    const runId = bench.start(chain)
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    await bench.service.rerunStale(runId, ['s2'])
    expect(flags(await bench.service.rested(runId))).toEqual(['C'])
  })

  it('stays up to date itself until what it stands on changes', async () => {
    const bench = echo()
    const runId = bench.start(chain)
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's2', 'my b')
    expect(flags(bench.service.get(runId))).toEqual(['C'])
    await bench.service.overrideOutput(runId, 's1', 'my a')
    expect(flags(bench.service.get(runId))).toEqual(['B', 'C'])
    expect(bench.output(runId, 'B')).toBe('my b')
  })

  it('is refused when it was based on another revision, or breaks the format', async () => {
    const bench = createEngineBench(() => '{"a":1}')
    const runId = bench.start([{ output: { format: 'json' } }])
    await bench.service.rested(runId)
    await expect(bench.service.overrideOutput(runId, 's1', '{}', 5)).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(bench.service.overrideOutput(runId, 's1', 'no')).rejects.toMatchObject({ code: 'INVALID' })
    expect(bench.output(runId, 'S1')).toBe('{"a":1}')
  })

  it('opens a gate that shows it again, on the new text', async () => {
    const bench = echo()
    const runId = bench.start([
      { label: 'A', prompt: 'a' },
      { label: 'G', stepType: 'review', prompt: '{{steps.A.content}}' },
    ])
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    expect(bench.service.get(runId).steps[1]).toMatchObject({
      status: 'awaiting_review',
      output: 'mine',
      revision: 2,
      stale: false,
    })
    expect(() => bench.service.resume(runId, { decision: { kind: 'approve', revision: 1 } })).toThrow(
      'no longer',
    )
  })
})

test('a text whose input was edited while it was written is stale from the start, and says why', async () => {
  const release = Promise.withResolvers<void>()
  const bench = createEngineBench((request) =>
    request.messages[0]?.content.startsWith('b') ? { text: ['old'], until: release.promise } : 'x',
  )
  const runId = bench.start(chain.slice(0, 2))
  await until(() => bench.service.get(runId).steps[1]?.status === 'running')
  await bench.service.overrideOutput(runId, 's1', 'mine')
  release.resolve()
  const run = await bench.service.rested(runId)
  expect(run.steps[1]).toMatchObject({ output: 'old', stale: true, staleBecause: 'A' })
  // The reason stays when the flags are worked out anew.
  await bench.service.overrideOutput(runId, 's1', 'mine again')
  expect(bench.service.get(runId).steps[1]).toMatchObject({ stale: true, staleBecause: 'A' })
  expect(bench.reopen().service.get(runId).steps[1]).toMatchObject({ stale: true, staleBecause: 'A' })
})

test('each step tells who made its text, after a restart as well', async () => {
  const bench = echo()
  const gated = [
    { label: 'A', prompt: 'a' },
    { label: 'B', prompt: 'b' },
    { label: 'G', stepType: 'review' as const, prompt: '{{steps.A.content}}' },
    { label: 'H', stepType: 'review' as const, prompt: '{{steps.B.content}}' },
    { label: 'Z', prompt: 'z {{steps.H.content}}' },
  ]
  const runId = bench.start(gated)
  await bench.service.rested(runId)
  bench.service.resume(runId, { decision: { kind: 'approve' } })
  await bench.service.rested(runId)
  bench.service.resume(runId, { decision: { kind: 'edit', text: 'new' } })
  await bench.service.rested(runId)
  await bench.service.overrideOutput(runId, 's2', 'mine')
  const sources = (run: { steps: { revisionSource?: string }[] }) =>
    run.steps.map((step) => step.revisionSource)
  const told = ['model', 'human', 'passthrough', 'human', 'model']
  expect(sources(bench.service.get(runId))).toEqual(told)
  expect(sources(bench.reopen().service.get(runId))).toEqual(told)

  const again = await bench.service.rested(bench.start(gated, undefined, { reuse: true, yoloMode: true }))
  expect(sources(again)).toEqual(['cache', 'cache', 'passthrough', 'passthrough', 'model'])
})

describe('retry', () => {
  it('runs one step of a completed run again and makes what depends on it stale', async () => {
    let count = 0
    const bench = createEngineBench(() => `answer ${++count}`)
    const runId = bench.start(chain, undefined, { concurrency: 1 })
    await bench.service.rested(runId)
    await bench.service.retry(runId, 's1')
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('completed')
    expect(bench.output(runId, 'A')).toBe('answer 5')
    expect(flags(run)).toEqual(['B', 'C'])
    expect(bench.store.runStore.revisions(runId, 's1').map((r) => r.text)).toEqual(['answer 1', 'answer 5'])
  })

  it('of a failed step goes on with what never ran', async () => {
    let broken = true
    const bench = createEngineBench((request) =>
      broken && request.messages[0]?.content.startsWith('b')
        ? { failure: { code: 'bad_request', retryable: false } }
        : 'fine',
    )
    const runId = bench.start(chain)
    expect((await bench.service.rested(runId)).status).toBe('failed')
    broken = false
    await bench.service.retry(runId, 's2')
    const run = await bench.service.rested(runId)
    expect(run.steps.map((step) => step.status)).toEqual(['completed', 'completed', 'completed', 'completed'])
  })

  it('of an earlier step comes back to the open gate, on the new text', async () => {
    let count = 0
    const bench = createEngineBench(() => `answer ${++count}`)
    const runId = bench.start([
      { label: 'A', prompt: 'a' },
      { label: 'G', stepType: 'review', prompt: '{{steps.A.content}}' },
    ])
    await bench.service.rested(runId)
    await bench.service.retry(runId, 's1')
    const run = await bench.service.rested(runId)
    expect(run).toMatchObject({ status: 'paused', pauseReason: 'review' })
    expect(run.steps[1]).toMatchObject({ status: 'awaiting_review', output: 'answer 2' })
  })

  it('of a passed gate opens it again', async () => {
    const bench = echo()
    const runId = bench.start([
      { label: 'A', prompt: 'a' },
      { label: 'G', stepType: 'review', prompt: '{{steps.A.content}}' },
      { label: 'Z', prompt: 'z {{steps.G.content}}' },
    ])
    await bench.service.rested(runId)
    bench.service.resume(runId, { decision: { kind: 'approve' } })
    await bench.service.rested(runId)
    await bench.service.retry(runId, 's2')
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'review' })
    bench.service.resume(runId, { decision: { kind: 'edit', text: 'new' } })
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('completed')
    expect(flags(run)).toEqual(['Z'])
  })
})

describe('a re-run that failed', () => {
  /** B refuses from its second answer on until it is mended; then everything that A feeds is stale and B has failed. */
  async function failedRerun(ask: (bench: EngineBench, runId: string) => Promise<void>) {
    let refuses = false
    const bench = createEngineBench((request) =>
      refuses && request.messages[0]?.content.startsWith('b')
        ? { failure: { code: 'bad_request', retryable: false } }
        : `[${request.messages.at(-1)?.content}]`,
    )
    const runId = bench.start(chain)
    await bench.service.rested(runId)
    refuses = true
    await ask(bench, runId)
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'failed' })
    refuses = false
    const sent = bench.model.requests.length
    const prompts = () => bench.model.requests.slice(sent).map((request) => request.messages[0]?.content)
    return { bench, runId, prompts }
  }
  const ofStale = () =>
    failedRerun(async (bench, runId) => {
      await bench.service.overrideOutput(runId, 's1', 'mine')
      await bench.service.rerunStale(runId, ['s2'])
    })
  const ofRetry = () => failedRerun((bench, runId) => bench.service.retry(runId, 's2'))

  it('is tried again by resume, for which the consent was given', async () => {
    const { bench, runId, prompts } = await ofStale()
    bench.service.resume(runId, {})
    expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(prompts()).toEqual(['b mine'])
  })

  it('keeps its output when another step is retried', async () => {
    const { bench, runId, prompts } = await ofStale()
    await bench.service.retry(runId, 's4')
    const run = await bench.service.rested(runId)
    expect(prompts()).toEqual(['other'])
    expect(run.steps[1]).toMatchObject({ status: 'completed', stale: true, output: '[b [a]]' })
  })

  it('keeps its output when other steps are run again', async () => {
    const { bench, runId, prompts } = await ofRetry()
    await bench.service.overrideOutput(runId, 's1', 'mine')
    await bench.service.overrideOutput(runId, 's4', 'mine too')
    await bench.service.update(runId, { steps: [{ stepId: 's4', set: { model: 'another' }, was: {} }] })
    expect(flags(bench.service.get(runId))).toContain('Other')
    await bench.service.rerunStale(runId, ['s4'])
    const run = await bench.service.rested(runId)
    expect(prompts()).toEqual(['other'])
    expect(run.steps[1]).toMatchObject({ status: 'completed', output: '[b [a]]' })
  })

  it('keeps its output when nothing is left to run again', async () => {
    const { bench, runId, prompts } = await ofRetry()
    await bench.service.rerunStale(runId, 'all')
    expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(prompts()).toEqual([])
  })
})

describe('the step cache', () => {
  it('gives another run the same output for nothing, only when asked for', async () => {
    const bench = createEngineBench((_request, number) => `answer ${number}`)
    const steps = [
      { label: 'A', prompt: 'same' },
      { label: 'B', prompt: 'same' },
    ]
    const first = await bench.service.rested(bench.start(steps, undefined, { reuse: true, concurrency: 1 }))
    expect(first.steps.map((step) => step.output)).toEqual(['answer 1', 'answer 2'])

    const again = await bench.service.rested(bench.start(steps, undefined, { reuse: true }))
    expect(again.steps.map((step) => step.reused)).toEqual([true, true])
    expect(again.steps[0]?.costEstimate).toBe(0)
    expect(bench.model.requests).toHaveLength(2)

    await bench.service.rested(bench.start(steps))
    expect(bench.model.requests).toHaveLength(4)
  })

  it('never keeps truncated or human text', async () => {
    const bench = createEngineBench((_request, number) => ({ text: [`answer ${number}`], finish: 'length' }))
    const runId = bench.start([{}])
    await bench.service.rested(runId)
    await bench.service.overrideOutput(runId, 's1', 'mine')
    const again = await bench.service.rested(bench.start([{}], undefined, { reuse: true }))
    expect(again.steps[0]).toMatchObject({ reused: false, output: 'answer 2' })
  })
})

describe('rebase', () => {
  it('keeps what matches, adds what is new, and keeps the history of what is gone', async () => {
    const bench = echo()
    const runId = bench.start(chain)
    const before = await bench.service.rested(runId)
    const [a, b, c] = before.steps.map((step) => step.settings)
    if (!a || !b || !c) throw new Error('three steps')
    await bench.service.rebase(runId, [
      a,
      { ...b, prompt: 'better {{steps.A.content}}' },
      { ...c, id: 'new-id' },
      { ...a, id: 'x', label: 'Extra' },
    ])
    const rebased = bench.service.get(runId)
    expect(rebased.steps.map((step) => [step.label, step.status, step.stale])).toEqual([
      ['A', 'completed', false],
      ['B', 'completed', true],
      ['C', 'completed', true],
      ['Extra', 'pending', false],
    ])
    expect(rebased.steps[1]?.staleBecause).toBe('B')
    expect(rebased.removedSteps.map((step) => step.label)).toEqual(['Other'])
    expect(bench.model.requests).toHaveLength(4)
    bench.service.resume(runId, {})
    await bench.service.rested(runId)
    expect(bench.output(runId, 'Extra')).toBe('[a]')
    expect(bench.model.requests).toHaveLength(5)
  })

  it('closes the gate at which the run waited: then it waits for the user, and resume opens the gate', async () => {
    const bench = echo()
    const runId = bench.start([
      { label: 'A', prompt: 'a' },
      { label: 'G', stepType: 'review', prompt: '{{steps.A.content}}' },
    ])
    const before = await bench.service.rested(runId)
    expect(before).toMatchObject({ status: 'paused', pauseReason: 'review' })
    const [a, gate] = before.steps.map((step) => step.settings)
    if (!a || !gate) throw new Error('two steps')
    await bench.service.rebase(runId, [a, gate, { ...a, id: 'x', label: 'Extra' }])
    const rebased = bench.service.get(runId)
    expect(rebased.steps.map(({ status }) => status)).toEqual(['completed', 'pending', 'pending'])
    expect(rebased).toMatchObject({ status: 'paused', pauseReason: 'user' })
    bench.service.resume(runId, {})
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'review' })
  })
})
