import { describe, expect, it } from 'vitest'
import { reduceRun } from '@shared/model/reduce-run'
import type { RunMessage, TextEvent } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'
import { newStepRun } from '@shared/model/new-step-run'
import { freezeRun } from './freeze-run'
import { createRunFeed } from './run-feed'

function start(): Run {
  const source = { workflow: { name: 'T', steps: [] }, workflowId: null, sourcePath: null }
  const run = freezeRun(source, [], undefined, {}, { newId: () => 'r', now: () => 0 })
  const settings = {
    id: 's',
    label: 'S',
    stepType: 'generate' as const,
    prompt: '',
    systemPrompt: '',
    maxTokens: 1,
  }
  const step = newStepRun({ ...settings, maxRetries: 0, enabled: true, output: { format: 'text' } })
  return { ...run, steps: [step] }
}

const text = (seq: number, offset: number, delta: string): TextEvent => ({
  type: 'text',
  runId: 'r',
  seq,
  at: 0,
  stepId: 's',
  stepLabel: 'S',
  attempt: 1,
  offset,
  delta,
})

describe('a run feed', () => {
  it('gives the state first, and then what came after it, joined', async () => {
    const feed = createRunFeed(start())
    feed.publish(text(1, 0, 'ab'))
    const listener = feed.listen(new AbortController().signal)
    expect((await listener.next()).value).toMatchObject([{ type: 'state', seq: 1 }])
    feed.publish(text(2, 2, 'cd'))
    feed.publish(text(3, 4, 'ef'))
    expect((await listener.next()).value).toEqual([text(3, 2, 'cdef')])
    await listener.return()
    expect(feed.listeners).toBe(0)
  })

  it('gives any listener, whenever it joins and however slow it is, the same text', async () => {
    const feed = createRunFeed(start())
    const folded: (Run | undefined)[] = []
    const controller = new AbortController()
    const follow = async (number: number) => {
      for await (const batch of feed.listen(controller.signal)) {
        for (const message of batch) folded[number] = fold(folded[number], message)
      }
    }
    const listeners: Promise<void>[] = []
    let offset = 0
    for (let seq = 1; seq <= 2000; seq += 1) {
      if (seq % 400 === 1) listeners.push(follow(listeners.length))
      const delta = String(seq)
      feed.publish(text(seq, offset, delta))
      offset += delta.length
      if (seq % 97 === 0) await new Promise(setImmediate)
    }
    await expect.poll(() => folded.map((run) => run?.seq)).toEqual([2000, 2000, 2000, 2000, 2000])
    controller.abort()
    await Promise.all(listeners)
    const whole = Array.from({ length: 2000 }, (_, index) => index + 1).join('')
    expect(folded.map((run) => run?.steps[0]?.partial)).toEqual(Array(5).fill(whole))
  })

  it('gives a listener that lags too far the state again, instead of keeping everything for it', async () => {
    const feed = createRunFeed(start())
    const listener = feed.listen(new AbortController().signal)
    await listener.next()
    const chunk = 'x'.repeat(64 * 1024)
    for (let number = 0; number < 200; number += 1)
      feed.publish(text(number + 1, number * chunk.length, chunk))
    const batch = (await listener.next()).value ?? []
    expect(batch[0]).toMatchObject({ type: 'state' })
    const held = batch.reduce((sum, message) => sum + (message.type === 'text' ? message.delta.length : 0), 0)
    expect(held).toBeLessThanOrEqual(4 * 1024 * 1024)
    expect(batch.reduce<Run | undefined>(fold, undefined)?.steps[0]?.partial).toHaveLength(200 * chunk.length)
    await listener.return()
  })

  it('ends with its signal, even while nothing happens', async () => {
    const feed = createRunFeed(start())
    const controller = new AbortController()
    const listener = feed.listen(controller.signal)
    await listener.next()
    const ended = listener.next()
    controller.abort()
    expect(await ended).toMatchObject({ done: true })
    expect(feed.listeners).toBe(0)
  })
})

function fold(run: Run | undefined, message: RunMessage): Run | undefined {
  if (message.type === 'state') return message.run
  return run && reduceRun(run, message)
}
