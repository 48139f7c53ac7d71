import { expect, onTestFinished, test, vi } from 'vitest'
import type { ModelChunk } from '@main/engine/ports'
import { createPortServer } from '@main/api/serve-port'
import { MessageChannelMain } from '../electron/stand-in/message-channel-main'
import { createApiBench, type ApiBench } from '../support/api-bench'
import { TRANSPORTS } from '../support/api-transports'
import { watchPort } from '../support/watch-port'

const SECRET = 'canary-in-a-message'
const STREAM_REQUEST = (runId: string) =>
  JSON.stringify({ i: '1', p: { u: '/runs/events', b: { json: { runId } } } })

/** A page's end of a served port that does nothing by itself. */
function openPort({ api }: ApiBench) {
  const { port1, port2 } = new MessageChannelMain()
  createPortServer(api)(port1)
  const refuseKeysOverPort = watchPort(port2)
  onTestFinished(() => {
    port2.close()
    refuseKeysOverPort()
  })
  return port2
}

test.each([
  ['a text', SECRET],
  ['nothing', ''],
  ['JSON that is no message', `["${SECRET}"]`],
  ['a message without a request', `{"i":"1","x":"${SECRET}"}`],
  ['a request to no address', `{"i":"1","p":{"u":"${SECRET}"}}`],
  ['bytes', new Uint8Array([0, 255, 1, 2, 3]).buffer],
  ['null', null],
  ['an object', { i: '1', p: { u: '/app/info', b: SECRET } }],
  ['the number of a message that was never sent', 1],
  ['a number of no messages', Number.NaN],
])('%s instead of a message: the port is closed, and nobody is told', async (_name, message) => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => printed.mockRestore())
  const bench = createApiBench({ origin: 'remote' })
  const { client } = await TRANSPORTS['a MessagePort'](bench.api)
  const port = openPort(bench)
  const closed = new Promise<void>((resolve) => port.on('close', resolve))
  port.start()
  port.postMessage(message)
  await closed
  await client.app.info()
  expect(printed.mock.calls).toEqual([])
  expect(bench.logged).toEqual([])
})

test('streams end with a port that is closed for what came through it', async () => {
  const bench = createApiBench({ origin: 'remote', answer: () => ({ until: new Promise<void>(() => {}) }) })
  const runId = await bench.start([{}])
  const port = openPort(bench)
  port.postMessage(STREAM_REQUEST(runId))
  await expect.poll(bench.openStreams).toBe(1)
  port.postMessage(SECRET)
  await bench.streamsClosed()
  expect(bench.core.runs.isLive(runId)).toBe(true)
})

test('a page that takes nothing holds its streams back, and gets all of it when it looks again', async () => {
  const begin = Promise.withResolvers<void>()
  const piece = 'x'.repeat(10_000)
  const bench = createApiBench({
    origin: 'remote',
    model: {
      async *stream(): AsyncGenerator<ModelChunk> {
        await begin.promise
        for (let count = 0; count < 3_000; count += 1) {
          yield { type: 'text', text: piece }
          yield { type: 'reasoning' } // flushes what the engine would join
          if (count % 20 === 19) await new Promise(setImmediate)
        }
        yield { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage: null }
      },
    },
  })
  let handedOver = 0
  const events = bench.core.runs.events.bind(bench.core.runs)
  bench.core.runs.events = async function* (runId, signal) {
    for await (const batch of events(runId, signal)) {
      handedOver += JSON.stringify(batch).length
      yield batch
    }
  }
  const runId = await bench.start([{}])
  const port = openPort(bench)
  port.postMessage(STREAM_REQUEST(runId))
  await expect.poll(bench.openStreams).toBe(1)
  begin.resolve()
  const run = await bench.core.runs.rested(runId)
  expect(run.steps[0]?.output?.length).toBe(30_000_000)
  // A megabyte, and at most one state of the run with what had arrived by then, which is more on a slow machine.
  expect(handedOver).toBeLessThan(15_000_000)

  const seen = new Promise<string>((resolve) => {
    port.on('message', ({ data }: { data: string }) => {
      port.postMessage(1)
      if (data.includes('"completed"')) resolve(data)
    })
  })
  port.start()
  expect(await seen).toContain('"scope":"run"')
})
