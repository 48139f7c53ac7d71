import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ApiClient } from '@shared/contract'
import { reduceRun } from '@shared/model/reduce-run'
import type { Run } from '@shared/model/run'
import type { ModelChunk, ModelPort } from '@main/engine/ports'
import { createApiBench } from '../support/api-bench'
import { connectPage, startBrowserHost } from '../support/browser-host'

/** What goes wrong in transports: quotes, line ends, separators, one character in two pieces. */
const AWKWARD = ['a', '"', '\n', '\u2028', '\\u0000', 'é', '\ud83d', '\ude00', '漢', '\u0000']

/** A model whose every piece becomes an event of its own. */
function wordyModel(pieces: string[], begin: Promise<unknown>): ModelPort {
  return {
    async *stream(_request, signal): AsyncGenerator<ModelChunk> {
      await Promise.race([begin, aborted(signal)])
      for (const [index, text] of pieces.entries()) {
        yield { type: 'text', text }
        yield { type: 'reasoning' } // flushes what the engine would join
        if (index % 20 === 19) await setImmediate()
      }
      yield { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage: null }
    },
  }
}

test('the text of 50,000 events arrives byte by byte as it was, and in order', async () => {
  const pieces = Array.from({ length: 50_000 }, (_, index) => AWKWARD[index % AWKWARD.length] ?? '')
  const begin = Promise.withResolvers<void>()
  const bench = createApiBench({ origin: 'remote', model: wordyModel(pieces, begin.promise) })
  const { client } = await connectPage(await startBrowserHost(bench.api))
  const runId = await bench.start([{}])
  const { run, text, messages, gaps } = await follow(client, runId, begin.resolve)
  expect(gaps).toEqual([])
  expect(text).toBe(pieces.join(''))
  expect(run.steps[0]?.output).toBe(pieces.join(''))
  expect(run.seq).toBeGreaterThan(50_000)
  expect(messages).toBeLessThan(50_000)
})

test('a page that is closed ends its streams on the server, and not the run', async () => {
  const begin = Promise.withResolvers<void>()
  const bench = createApiBench({ origin: 'remote', model: wordyModel(['done'], begin.promise) })
  const { client, socket } = await connectPage(await startBrowserHost(bench.api))
  const runId = await bench.start([{}])
  const listening = (async () => {
    for await (const batch of await client.runs.events({ runId })) {
      if (batch.length > 0) socket.terminate()
    }
  })()
  await expect(listening).rejects.toThrow(/./)
  await bench.streamsClosed()
  begin.resolve()
  expect((await bench.core.runs.rested(runId)).status).toBe('completed')
})

test('a listener that leaves ends its stream on the server', async () => {
  const bench = createApiBench({ origin: 'remote', model: wordyModel([], new Promise(() => undefined)) })
  const { client } = await connectPage(await startBrowserHost(bench.api))
  const runId = await bench.start([{}])
  const messages = (await client.runs.events({ runId }))[Symbol.asyncIterator]()
  await messages.next()
  expect(bench.openStreams()).toBe(1)
  await messages.return?.()
  await bench.streamsClosed()
})

test('a page that takes nothing holds the stream back, and not the memory of the server', async () => {
  const begin = Promise.withResolvers<void>()
  const pieces = Array.from({ length: 6_000 }, () => 'x'.repeat(10_000))
  const bench = createApiBench({ origin: 'remote', model: wordyModel(pieces, begin.promise) })
  const { client, socket } = await connectPage(await startBrowserHost(bench.api))
  const handedOver = countCharacters(bench.core.runs)
  const runId = await bench.start([{}])
  const messages = (await client.runs.events({ runId }))[Symbol.asyncIterator]()
  await messages.next()
  socket.pause()
  begin.resolve()
  const run = await bench.core.runs.rested(runId)
  // 60 MB were streamed. What the buffers of the two sockets took was asked for, and no more: pieces, and at most one
  // state of the run with what had arrived by then, which is more on a slow machine.
  expect(run.steps[0]?.output?.length).toBe(60_000_000)
  expect(handedOver.characters).toBeLessThan(40_000_000)
  socket.terminate()
  await bench.streamsClosed()
})

test('a text of 20 million characters gets in, and what is much larger ends the connection', async () => {
  const bench = createApiBench({ origin: 'remote' })
  const { client, socket } = await connectPage(await startBrowserHost(bench.api))
  const input = '漢'.repeat(19_999_999)
  const step = { label: 'S1', stepType: 'generate' as const, prompt: 'go' }
  const source = { kind: 'inline' as const, workflow: { name: 'Long', steps: [step] } }
  const { runId } = await client.workflows.start({ source, input })
  expect((await bench.core.runs.rested(runId)).input).toBe(input)

  socket.send('x'.repeat(70 * 1024 * 1024))
  const [code] = await once(socket, 'close')
  expect(code).toBe(1009)
})

/** Follows a run until it rests, checking that nothing is missing and nothing comes twice. */
async function follow(client: ApiClient, runId: string, onFirst: () => void) {
  let run: Run | undefined
  let text = ''
  let messages = 0
  const gaps: number[] = []
  for await (const batch of await client.runs.events({ runId })) {
    for (const message of batch) {
      messages += 1
      if (message.type === 'state') {
        text = message.run.steps[0]?.partial ?? ''
        run = message.run
        continue
      }
      if (message.type === 'text') {
        if (message.offset !== text.length) gaps.push(message.offset)
        text += message.delta
      }
      run = run && reduceRun(run, message)
    }
    onFirst()
    if (run !== undefined && run.status !== 'running') return { run, text, messages, gaps }
  }
  throw new TypeError('The stream ended by itself.')
}

/** What the server hands to the transport from now on. */
function countCharacters(runs: ReturnType<typeof createApiBench>['core']['runs']): { characters: number } {
  const events = runs.events.bind(runs)
  const counted = { characters: 0 }
  runs.events = async function* (runId, signal) {
    for await (const batch of events(runId, signal)) {
      counted.characters += JSON.stringify(batch).length
      yield batch
    }
  }
  return counted
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}
