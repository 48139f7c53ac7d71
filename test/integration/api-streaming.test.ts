import { setImmediate } from 'node:timers/promises'
import { isDefinedError } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import type { ApiClient } from '@shared/contract'
import type { Run } from '@shared/model/run'
import type { RunMessage } from '@shared/model/run-event'
import { reduceRun } from '@shared/model/reduce-run'
import type { Core } from '@main/api/core'
import type { ModelChunk, ModelPort } from '@main/engine/ports'
import { createApiBench } from '../support/api-bench'
import { overWebSocket, TRANSPORTS } from '../support/api-transports'

const transports = Object.entries(TRANSPORTS)
/** What goes wrong in transports: quotes, line ends, separators, one character in two pieces. */
const AWKWARD = ['a', '"', '\n', '\u2028', '\\u0000', 'é', '\ud83d', '\ude00', '{{x}}', '漢', '\u0000']

/** A model whose every piece becomes an event of its own. */
function wordyModel(pieces: string[], until?: Promise<void>): ModelPort {
  return {
    async *stream(_request, signal): AsyncGenerator<ModelChunk> {
      if (until !== undefined) await Promise.race([until, aborted(signal)])
      for (const [index, text] of pieces.entries()) {
        yield { type: 'text', text }
        yield { type: 'reasoning' } // flushes what the engine would join
        if (index % 20 === 19) await setImmediate()
      }
      yield { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage: null }
    },
  }
}

function manyPieces(count: number): string[] {
  return Array.from(
    { length: count - (count % AWKWARD.length) + AWKWARD.length },
    (_, index) => AWKWARD[index % AWKWARD.length] ?? '',
  )
}

/** Follows a run until it rests, checking that nothing is missing and nothing comes twice. */
async function follow(client: ApiClient, runId: string) {
  let run: Run | undefined
  let states = 0
  const texts = new Map<string, string>()
  for await (const batch of await client.runs.events({ runId })) {
    expect(batch.length).toBeGreaterThan(0)
    for (const message of batch) {
      if (message.type === 'state') {
        states += 1
        run = message.run
        for (const step of run.steps) texts.set(step.id, step.partial)
        continue
      }
      if (run === undefined) throw new TypeError('The first message is no state.')
      if (message.seq <= run.seq) throw new TypeError('An event came twice.')
      if (message.type === 'text') {
        const before = message.offset === 0 ? '' : (texts.get(message.stepId) ?? '')
        if (message.offset !== before.length)
          throw new TypeError('A piece of text is missing, or came twice.')
        texts.set(message.stepId, before + message.delta)
      }
      run = reduceRun(run, message)
    }
    if (run !== undefined && run.status !== 'running') return { run, states, texts }
  }
  throw new TypeError('The stream ended by itself.')
}

describe.each(transports)('over %s', (_name, connect) => {
  test('the text of 50,000 events arrives as it was, and in order', async () => {
    const pieces = manyPieces(50_000)
    const { api, core, start } = createApiBench({ model: wordyModel(pieces) })
    const { client } = await connect(api)
    const runId = await start([{}])
    const { run, texts } = await follow(client, runId)
    expect(texts.get('s1')).toBe(pieces.join(''))
    expect(run.steps[0]?.output).toBe(pieces.join(''))
    expect(run.seq).toBeGreaterThan(50_000)
    expect(run).toEqual(core.runs.get(runId))
  })

  test('listeners that join at any moment fold to the same run', async () => {
    const { api, core, start } = createApiBench({ model: wordyModel(manyPieces(3_000)) })
    const { client } = await connect(api)
    const runId = await start([
      {},
      {},
      { prompt: '{{steps.S1.content}}' },
      { prompt: '{{steps.S3.content}}' },
    ])
    const following: Promise<{ run: Run }>[] = []
    const random = seeded(7)
    // The run goes on between the turns of the event loop; each listener comes some turns after the one before.
    while (core.runs.isLive(runId)) {
      following.push(follow(client, runId))
      for (let turns = Math.floor(random() * 40); turns > 0; turns--) await setImmediate()
    }
    expect(following.length).toBeGreaterThan(10)
    const last = await core.runs.rested(runId)
    expect(last.status).toBe('completed')
    for (const { run } of await Promise.all(following)) expect(run).toEqual(last)
  })

  test('two listeners see the same', async () => {
    const { api, start } = createApiBench({ model: wordyModel(manyPieces(2_000)) })
    const { client } = await connect(api)
    const runId = await start([{}, {}])
    const [one, two] = await Promise.all([follow(client, runId), follow(client, runId)])
    expect(one.texts).toEqual(two.texts)
    expect(one.run).toEqual(two.run)
  })

  test('leaving the loop ends the stream on the server', async () => {
    const { api, openStreams, streamsClosed, start } = createApiBench({ model: wordyModel([], never()) })
    const { client } = await connect(api)
    const runId = await start([{}])
    for await (const batch of await client.runs.events({ runId })) {
      if (batch.length > 0) break
    }
    await streamsClosed()
    expect(openStreams()).toBe(0)
  })

  test('a listener that waits can leave, too', async () => {
    const { api, openStreams, streamsClosed, start } = createApiBench({ model: wordyModel([], never()) })
    const { client } = await connect(api)
    const messages = (await client.runs.events({ runId: await start([{}]) }))[Symbol.asyncIterator]()
    await readUntilRunning(messages)
    const waiting = messages.next().catch(() => undefined)
    await messages.return?.()
    await streamsClosed()
    await waiting
    expect(openStreams()).toBe(0)
  })

  test('an aborted call ends the stream on the server', async () => {
    const { api, openStreams, streamsClosed, start } = createApiBench({ model: wordyModel([], never()) })
    const { client } = await connect(api)
    const call = new AbortController()
    const runId = await start([{}])
    const messages = await client.runs.events({ runId }, { signal: call.signal })
    const listening = (async () => {
      for await (const batch of messages) if (batch.length > 0) call.abort()
    })().catch(() => undefined)
    await streamsClosed()
    await listening
    expect(openStreams()).toBe(0)
  })

  test('an unknown run is NOT_FOUND at the first item', async () => {
    const { api, logged } = createApiBench()
    const { client } = await connect(api)
    const messages = await client.runs.events({ runId: 'nowhere' })
    const error = await messages[Symbol.asyncIterator]()
      .next()
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'NOT_FOUND', defined: true, message: 'There is no run "nowhere".' })
    expect(isDefinedError(error)).toBe(true)
    expect(logged).toEqual([])
  })

  test('a run that is deleted while somebody listens is NOT_FOUND for them, and there again when it is back', async () => {
    const { api, client: near, core, start, logged } = createApiBench()
    const { client } = await connect(api)
    const runId = await start([{}])
    const { updatedAt } = await core.runs.rested(runId)
    const received: RunMessage[] = []
    const listening = (async () => {
      for await (const batch of await client.runs.events({ runId })) received.push(...batch)
    })()
    const deleted = await near.runs.delete({ runId, updatedAt })
    await expect(listening).rejects.toMatchObject({ code: 'NOT_FOUND', defined: true })
    await near.runs.delete({ runId, ...deleted, undo: true })
    const messages = (await client.runs.events({ runId }))[Symbol.asyncIterator]()
    expect((await messages.next()).value).toMatchObject([{ type: 'state', run: { status: 'completed' } }])
    await messages.return?.()
    expect(logged).toEqual([])
  })

  test('an error of ours in mid-stream says nothing of itself', async () => {
    const bench = createApiBench({ model: wordyModel([], never()) })
    const api = { ...bench.api, context: { ...bench.api.context, core: withBreakingEvents(bench.core) } }
    const { client } = await connect(api)
    const received: unknown[] = []
    const listening = (async () => {
      for await (const batch of await client.runs.events({ runId: 'r1' })) received.push(batch)
    })()
    const error: unknown = await listening.catch((thrown: unknown) => thrown)
    expect(received).toEqual([[BROKEN_MESSAGE]])
    expect(error).toMatchObject({ code: 'INTERNAL', defined: true })
    expect(JSON.stringify(error)).not.toContain('canary')
    expect(bench.logged).toEqual([new TypeError('canary')])
  })
})

describe.each(transports.filter(([name]) => name !== 'in process'))('over %s', (_name, connect) => {
  test('a connection that breaks ends the stream on both sides', async () => {
    const { api, streamsClosed, start } = createApiBench({ model: wordyModel([], never()) })
    const { client, disconnect } = await connect(api)
    const runId = await start([{}])
    const listening = (async () => {
      for await (const batch of await client.runs.events({ runId })) if (batch.length > 0) disconnect()
    })()
    await streamsClosed()
    await expect(listening).rejects.toThrow(/./)
  })
})

test('a listener that is slow to ask gets the state instead of everything it missed', async () => {
  const piece = 'x'.repeat(10_000)
  const pieces = Array.from({ length: 2_000 }, () => piece)
  const begin = Promise.withResolvers<void>()
  const { client, core, start } = createApiBench({ model: wordyModel(pieces, begin.promise) })
  const runId = await start([{}])
  const messages = (await client.runs.events({ runId }))[Symbol.asyncIterator]()
  await readUntilRunning(messages)
  begin.resolve()
  await core.runs.rested(runId)
  const next = await messages.next()
  const batch = next.value as RunMessage[]
  // 20 MB were streamed; what waited is the state, and not more text than the bound since.
  const waiting = batch.flatMap((message) => (message.type === 'text' ? [message.delta] : [])).join('')
  expect(batch.filter(({ type }) => type === 'state')).toHaveLength(1)
  expect(waiting.length).toBeLessThan(5_000_000)
  await messages.return?.()
})

test('a page that takes nothing holds the stream back, and not the memory of the server', async () => {
  const begin = Promise.withResolvers<void>()
  const pieces = Array.from({ length: 4_000 }, () => 'x'.repeat(10_000))
  const { api, core, start, streamsClosed } = createApiBench({ model: wordyModel(pieces, begin.promise) })
  const { client, disconnect, stopReading } = await overWebSocket(api)
  const handedOver = countMessages(core)
  const runId = await start([{}])
  const messages = (await client.runs.events({ runId }))[Symbol.asyncIterator]()
  await readUntilRunning(messages)
  stopReading()
  begin.resolve()
  await core.runs.rested(runId)
  // 40 MB were streamed. Some of it fits into the buffers of the two sockets; the rest was never asked for.
  expect(handedOver.textLength).toBeLessThan(20_000_000)
  expect(handedOver.states).toBeLessThan(3)
  disconnect()
  await streamsClosed()
})

/** Reads on until the step waits for its model, so that nothing more comes. */
async function readUntilRunning(messages: AsyncIterator<RunMessage[], unknown, unknown>): Promise<void> {
  for (;;) {
    const next = await messages.next()
    if (next.done === true) throw new TypeError('The stream ended by itself.')
    const batch = next.value
    if (batch.some((message) => message.type === 'progress' && message.stepId !== undefined)) return
    const state = batch.find((message) => message.type === 'state')
    if (state?.run.steps[0]?.status === 'running') return
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

function never(): Promise<void> {
  return new Promise(() => undefined)
}

/** Numbers from 0 to 1, always the same ones. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

const BROKEN_MESSAGE = { type: 'progress', runId: 'r1', seq: 1, at: 0, status: 'running' } as const

function withBreakingEvents(core: Core): Core {
  async function* events(): AsyncGenerator<RunMessage[], void, void> {
    yield [BROKEN_MESSAGE]
    throw new TypeError('canary')
  }
  return { ...core, runs: { ...core.runs, events } }
}

/** What the server hands to the transport from now on. */
function countMessages(core: Core): { textLength: number; states: number } {
  const runs = { ...core.runs }
  const counted = { textLength: 0, states: 0 }
  core.runs.events = async function* (runId, signal) {
    for await (const batch of runs.events(runId, signal)) {
      for (const message of batch) {
        if (message.type === 'text') counted.textLength += message.delta.length
        if (message.type === 'state') counted.states += 1
      }
      yield batch
    }
  }
  return counted
}
