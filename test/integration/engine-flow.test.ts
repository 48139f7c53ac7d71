import { describe, expect, it } from 'vitest'
import type { RunEvent } from '@shared/model/run-event'
import { createEngineBench } from '../support/engine-bench'

const types = (events: RunEvent[]) =>
  events
    .filter((event) => event.type !== 'text')
    .map((event) => [event.type, event.stepId ?? ('scope' in event ? event.scope : 'run')].join(' '))

describe('a run', () => {
  it('takes outputs from step to step and tells what happens in order', async () => {
    const bench = createEngineBench((request) => `<${request.messages[0]?.content}>`)
    const runId = bench.start(
      [
        { label: 'Idea', prompt: 'about {{input}}' },
        { label: 'Draft', prompt: 'use {{steps.Idea.content}}' },
      ],
      'bees',
    )
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('completed')
    expect(bench.output(runId, 'Draft')).toBe('<use <about bees>>')
    expect(types(bench.events)).toEqual([
      'progress run',
      'progress s1',
      'done s1',
      'progress s2',
      'done s2',
      'done run',
    ])
    expect(bench.events.map((event) => event.seq)).toEqual(bench.events.map((_, index) => index + 1))
    expect(bench.events[0]).toMatchObject({ type: 'progress', runId, status: 'running' })
    expect(run.steps[1]).toMatchObject({ attempts: 1, tokenUsage: { inputTokens: 10, outputTokens: 20 } })
  })

  it('streams the text of the answer, piece by piece, with its place', async () => {
    const bench = createEngineBench(() => ({ text: ['ab', 'cd', 'ef'] }))
    const runId = bench.start([{}])
    await bench.service.rested(runId)
    const texts = bench.events.filter((event) => event.type === 'text')
    expect(texts.map((text) => text.delta).join('')).toBe('abcdef')
    expect(texts[0]).toMatchObject({ offset: 0, attempt: 1, stepId: 's1', stepLabel: 'S1' })
  })

  it('runs steps that do not refer to each other at the same time, up to its concurrency', async () => {
    const steps = [1, 2, 3, 4, 5].map((n) => ({ label: `P${n}` }))
    const wide = createEngineBench(() => 'x')
    await wide.service.rested(wide.start(steps, undefined, { concurrency: 3 }))
    expect(wide.model.mostInFlight).toBe(3)

    const narrow = createEngineBench(() => 'x')
    await narrow.service.rested(narrow.start(steps, undefined, { concurrency: 1 }))
    expect(narrow.model.mostInFlight).toBe(1)
  })

  it('commits the end of a step and the start of its successor together', async () => {
    const bench = createEngineBench(() => 'x')
    const commits: number[] = []
    const { commitRun } = bench.ports.store
    bench.ports.store.commitRun = (change) => {
      commits.push(change.steps.length)
      commitRun(change)
    }
    const chain = Array.from({ length: 10 }, (_, n) => ({
      label: `C${n}`,
      prompt: n === 0 ? 'go' : `{{steps.C${n - 1}.content}}`,
    }))
    await bench.service.rested(bench.start(chain))
    expect(commits).toHaveLength(11)
  })

  it('skips disabled steps, whose references take their default', async () => {
    const bench = createEngineBench((request) => request.messages[0]?.content ?? '')
    const runId = bench.start([
      { label: 'Off', enabled: false },
      { label: 'On', prompt: 'has {{steps.Off.content | default: "none"}}' },
    ])
    const run = await bench.service.rested(runId)
    expect(run.steps.map((step) => step.status)).toEqual(['skipped', 'completed'])
    expect(bench.output(runId, 'On')).toBe('has none')
  })

  it('fails a step whose reference finds nothing, without a request', async () => {
    const bench = createEngineBench(() => 'plain text')
    const runId = bench.start([{ label: 'A' }, { label: 'B', prompt: '{{steps.A.title}}' }])
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('failed')
    expect(run.steps[1]?.error).toMatchObject({ code: 'prompt', retryable: false })
    expect(bench.model.requests).toHaveLength(1)
  })
})

describe('a review gate', () => {
  const steps = [
    { label: 'Draft', prompt: 'write' },
    { label: 'Gate', stepType: 'review' as const, prompt: '{{steps.Draft.content}}' },
    { label: 'Final', prompt: 'polish {{steps.Gate.content}}' },
  ]
  const echo = () => createEngineBench((request) => `(${request.messages.at(-1)?.content})`)

  it('pauses on the text under review, and passes it on when approved', async () => {
    const bench = echo()
    const runId = bench.start(steps)
    const paused = await bench.service.rested(runId)
    expect(paused).toMatchObject({ status: 'paused', pauseReason: 'review' })
    expect(paused.steps[1]).toMatchObject({ status: 'awaiting_review', output: '(write)' })
    expect(bench.model.requests).toHaveLength(1)
    expect(bench.events.at(-1)).toMatchObject({ type: 'paused', reason: 'review', stepId: 's2' })

    bench.service.resume(runId, { decision: { kind: 'approve' } })
    expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(bench.output(runId, 'Final')).toBe('(polish (write))')
  })

  it('passes on the edited text', async () => {
    const bench = echo()
    const runId = bench.start(steps)
    await bench.service.rested(runId)
    bench.service.resume(runId, { decision: { kind: 'edit', text: 'mine' } })
    await bench.service.rested(runId)
    expect(bench.output(runId, 'Final')).toBe('(polish mine)')
    expect(bench.store.runStore.revisions(runId, 's2').map((r) => r.source)).toEqual(['passthrough', 'human'])
  })

  it('sends back with a comment, which is part of the next request, and opens again', async () => {
    const bench = echo()
    const runId = bench.start(steps)
    await bench.service.rested(runId)
    bench.service.resume(runId, { decision: { kind: 'sendBack', comment: 'shorter' } })
    const again = await bench.service.rested(runId)
    expect(bench.model.requests[1]?.messages).toEqual([
      { role: 'user', content: 'write' },
      { role: 'assistant', content: '(write)' },
      { role: 'user', content: 'shorter' },
    ])
    expect(again).toMatchObject({ status: 'paused', pauseReason: 'review' })
    expect(again.steps[1]).toMatchObject({ status: 'awaiting_review', output: '(shorter)', revision: 2 })
  })

  it('takes one of two decisions, and refuses one that was made on another text', async () => {
    const bench = echo()
    const runId = bench.start(steps)
    await bench.service.rested(runId)
    expect(() => bench.service.resume(runId, { decision: { kind: 'approve', revision: 7 } })).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    )
    bench.service.resume(runId, { decision: { kind: 'approve', revision: 1 } })
    expect(() => bench.service.resume(runId, { decision: { kind: 'approve', revision: 1 } })).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    )
    await bench.service.rested(runId)
    expect(bench.model.requests).toHaveLength(2)
  })

  it('is passed under YOLO, at once or at the next resume', async () => {
    const eager = echo()
    const first = await eager.service.rested(eager.start(steps, undefined, { yoloMode: true }))
    expect(first).toMatchObject({ status: 'completed' })
    expect(first.steps[1]).toMatchObject({ status: 'skipped', output: '(write)' })

    const late = echo()
    const runId = late.start(steps)
    await late.service.rested(runId)
    late.service.resume(runId, { options: { yoloMode: true } })
    expect((await late.service.rested(runId)).status).toBe('completed')
  })

  it('can be stopped at, and opens again when the run is resumed', async () => {
    const bench = echo()
    const runId = bench.start(steps)
    await bench.service.rested(runId)
    await bench.service.stop(runId)
    expect(bench.service.get(runId).status).toBe('stopped')
    bench.service.resume(runId, {})
    expect(await bench.service.rested(runId)).toMatchObject({ status: 'paused', pauseReason: 'review' })
    expect(bench.model.requests).toHaveLength(1)
  })
})
