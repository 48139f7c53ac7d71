import { once } from 'node:events'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, PROTOCOLS, type NetworkProtocol } from '../support/provider-adapters'
import { startServer, type TestServer, writeAlone } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'
import { tell, times } from '../support/long-form'

const PIECES = ['Hello', ' dear', ' 世界 ', '👩‍👩‍👧 and', ' good', 'bye.']

let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** What must not be missing from an answer that counts as complete. */
function terminalAt(protocol: NetworkProtocol, whole: Buffer): number {
  const mark = { 'openai-chat': '"finish_reason":"stop"', 'openai-responses': 'event: response.completed', anthropic: 'event: message_stop' } // prettier-ignore
  return whole.lastIndexOf(mark[protocol])
}

/** Sends so many bytes of the answer with HTTP's chunks, then breaks the connection. */
async function cutAt(response: ServerResponse, bytes: Buffer, length: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  if (length > 0) await writeAlone(response, bytes.subarray(0, length))
  response.destroy()
}

describe.each(PROTOCOLS)('%s, a stream that breaks off', (protocol) => {
  const events = answerEvents(protocol, PIECES)
  const whole = Buffer.from(events.join(''))

  it('is complete when nothing is missing', async () => {
    server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(whole)
    })
    expect(await ask(protocol, server.origin)).toMatchObject({
      text: PIECES.join(''),
      error: undefined,
      finishReason: { unified: 'stop' },
      usage: { inputTokens: 20, outputTokens: 9, cachedInputTokens: 4, reasoningTokens: 2 },
    })
  })

  it('is a failed attempt after every event but the last', async () => {
    let length = 0
    server = await startServer((response) => cutAt(response, whole, length))
    const ends = events.map((_, index) => Buffer.byteLength(events.slice(0, index).join('')))
    // Behind `[DONE]` and `message_stop` nothing follows; each of `ends` lies before the last event.
    for (const end of ends) {
      length = end
      const answer = await ask(protocol, server.origin)
      expect(answer.finishReason, `cut at ${end} of ${whole.length}`).toBeUndefined()
      expect(answer.failure).toMatchObject({
        code: expect.stringMatching(/stream_cut|network/),
        retryable: true,
      })
      expect(PIECES.join('')).toContain(answer.text)
    }
    tell(`${protocol}: stream cut at ${ends.length} of ${ends.length} events: 0 recorded as complete`)
  })

  it('is a failed attempt at many byte offsets, and what had arrived is right', async () => {
    const places = times(100, 1_000)
    let length = 0
    server = await startServer((response) => cutAt(response, whole, length))
    const last = events.at(-1)?.length ?? 0
    let longest = 0
    for (let step = 0; step < places; step += 1) {
      length = Math.floor(((whole.length - last - 1) * step) / (places - 1))
      const answer = await ask(protocol, server.origin)
      expect(answer.finishReason, `cut at ${length} of ${whole.length}`).toBeUndefined()
      expect(answer.failure?.retryable).toBe(true)
      expect(PIECES.join('').startsWith(answer.text)).toBe(true)
      longest = Math.max(longest, answer.text.length)
    }
    expect(longest).toBe(PIECES.join('').length)
    tell(`${protocol}: stream cut at ${places} byte offsets: 0 recorded as complete`)
  })
})

/** Without chunks and length the end of the connection is the end of the body: a cut looks like an end. */
describe.each(PROTOCOLS)('%s, a body that ends with its connection', (protocol) => {
  const events = answerEvents(protocol, PIECES)
  const whole = Buffer.from(events.join(''))
  let tcp: Server | undefined
  afterEach(async () => {
    tcp?.close()
    if (tcp !== undefined) await once(tcp, 'close')
  })

  async function serve(length: () => number): Promise<string> {
    tcp = createTcpServer((socket: Socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n')
        socket.end(whole.subarray(0, length()))
      })
    }).listen(0, '127.0.0.1')
    await once(tcp, 'listening')
    const address = tcp.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }

  it('is never recorded as complete without its terminal event', async () => {
    let length = 0
    const origin = await serve(() => length)
    const terminal = terminalAt(protocol, whole)
    const ends = protocol === 'openai-chat' ? whole.lastIndexOf('[DONE]') : terminal
    const places = times(60, 600)
    const borders = events.map((_, index) => Buffer.byteLength(events.slice(0, index).join('')))
    const offsets = Array.from({ length: places }, (_, step) => Math.floor((ends * step) / (places - 1)))
    for (const offset of [...borders, ...offsets]) {
      length = offset
      const answer = await ask(protocol, origin)
      expect(answer.finishReason, `ended at ${length} of ${whole.length}`).toBeUndefined()
      expect(answer.failure?.retryable).toBe(true)
    }
    const count = borders.length + places
    tell(`${protocol}: body without length ended at ${count} places: 0 recorded as complete`)
  })

  it('is complete with it', async () => {
    const origin = await serve(() => whole.length)
    expect(await ask(protocol, origin)).toMatchObject({
      text: PIECES.join(''),
      finishReason: { unified: 'stop' },
    })
  })
})

describe('openai-chat without [DONE]', () => {
  it('is complete when the finish reason came and HTTP knows that the body is', async () => {
    const events = answerEvents('openai-chat', PIECES).slice(0, -1)
    server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events.join(''))
    })
    expect(await ask('openai-chat', server.origin)).toMatchObject({
      text: PIECES.join(''),
      finishReason: { unified: 'stop' },
    })
  })

  it('is a failed attempt when no finish reason came', async () => {
    const events = answerEvents('openai-chat', PIECES).slice(0, PIECES.length)
    server = await startServer((response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(`${events.join('')}data: [DONE]\n\n`)
    })
    expect((await ask('openai-chat', server.origin)).failure).toMatchObject({
      code: 'stream_cut',
      retryable: true,
    })
  })
})

it.each(PROTOCOLS)('%s: an empty stream with status 200 is no success', async (protocol) => {
  server = await startServer((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end()
  })
  expect((await ask(protocol, server.origin)).failure).toMatchObject({ code: 'stream_cut', retryable: true })
})

it.each(PROTOCOLS)(
  '%s: a connection that closes before any response is a network failure',
  async (protocol) => {
    server = await startServer((response) => {
      response.socket?.destroy()
    })
    expect((await ask(protocol, server.origin)).failure).toMatchObject({ code: 'network', retryable: true })
  },
)

it.each(PROTOCOLS)('%s: nobody listens', async (protocol) => {
  const gone = await startServer(() => undefined)
  await gone.close()
  const { failure } = await ask(protocol, gone.origin)
  expect(failure).toMatchObject({
    code: 'network',
    retryable: true,
    message: expect.stringContaining('ECONNREFUSED'),
  })
})
