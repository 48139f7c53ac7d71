import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, PROTOCOLS } from '../support/provider-adapters'
import { sendStream, startServer, type TestServer, writeAlone } from '../support/provider-server'
import { answerEvents, data, errorEvent, named } from '../support/provider-streams'
import { perProtocol, tally } from '../support/long-form'

const PIECES = ['Grüße ', '世界, ', '👩‍👩‍👧 ', 'and ', 'more.']
const TEXT = PIECES.join('')

const classified = tally<string>(
  (all) =>
    `${perProtocol(all, 'errors inside of a stream')}: each known by its type or code, 0 recorded as complete`,
)
const finished = tally<string>(
  (all) =>
    `${all.length} reasons to end, in the words of 3 protocols: each the state that it means, a new one "other"`,
)
const unknownUsage = tally<string>(
  (all) => `${all.length} answers without token figures, over 3 protocols: unknown, 0 counted as none`,
)
const read = tally<string>(
  (all) =>
    `${perProtocol(all, 'odd streams (split UTF-8 and emoji, CRLF, comments, 10 MB)')}: the right text`,
)
const broken = tally<string>(
  (all) => `${perProtocol(all, 'broken events')}: a failed attempt, what had come kept`,
)
const odd = tally<'text' | 'failed'>((all) => {
  const right = all.filter((seen) => seen === 'text').length
  return `${all.length} events of a wrong shape: the right text ${right} times, a failed attempt ${all.length - right} times, 0 crashes`
})

let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function serve(respond: (response: ServerResponse) => void | Promise<void>): Promise<string> {
  server = await startServer(respond)
  return server.origin
}

describe.each(PROTOCOLS)('%s, odd but right streams', (protocol) => {
  const whole = answerEvents(protocol, PIECES).join('')

  it('reads UTF-8 that is split at every byte', async () => {
    const bytes = Buffer.from(whole)
    const origin = await serve(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (let at = 0; at < bytes.length; at += 1) {
        // Alone only where a character is in the middle: the rest would only be slow.
        if ((bytes[at] ?? 0) >= 0x80) await writeAlone(response, bytes.subarray(at, at + 1))
        else response.write(bytes.subarray(at, at + 1))
      }
      response.end()
    })
    expect(await ask(protocol, origin)).toMatchObject({ text: TEXT, finishReason: { unified: 'stop' } })
    read(protocol)
  })

  it('puts an emoji together that is split across deltas', async () => {
    const [first = '', second = ''] = '🦉'.split('')
    const events = answerEvents(protocol, ['an ', first, second, '!'])
    const origin = await serve(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const event of events) {
        await writeAlone(response, event)
        await pause(2)
      }
      response.end()
    })
    const answer = await ask(protocol, origin)
    expect(answer).toMatchObject({ text: 'an 🦉!', wellFormed: true })
    // Each delta came by itself, or the test shows nothing.
    expect(answer.chunks).toBeGreaterThanOrEqual(4)
    read(protocol)
  })

  it('makes half an emoji readable that stays alone', async () => {
    const origin = await serve((response) => sendStream(response, answerEvents(protocol, ['an ', '\uD83E'])))
    expect(await ask(protocol, origin)).toMatchObject({ text: 'an \uFFFD', wellFormed: true })
    read(protocol)
  })

  it.each([
    ['CRLF', whole.replaceAll('\n', '\r\n')],
    ['CR', whole.replaceAll('\n', '\r')],
    ['comments and blank lines', whole.replaceAll('\n\n', '\n\n: keep-alive\n\n\n')],
    ['no space after the colon', whole.replaceAll('data: ', 'data:').replaceAll('event: ', 'event:')],
    ['unknown fields', whole.replaceAll('data: ', 'id: 7\nretry: 10\ndata: ')],
    ['a byte order mark', `\uFEFF${whole}`],
    ['events of unknown types', named('brand_new', { type: 'brand_new', value: 1 }) + whole],
  ])('reads a stream with %s', async (_name, stream) => {
    const origin = await serve((response) => sendStream(response, [stream]))
    const answer = await ask(protocol, origin)
    expect(answer).toMatchObject({ text: TEXT, error: undefined, finishReason: { unified: 'stop' } })
    read(protocol)
  })

  it('reads an event of 10 MB', async () => {
    const large = 'All work and no play. '.repeat(480_000)
    const origin = await serve((response) => sendStream(response, answerEvents(protocol, ['<', large, '>'])))
    const answer = await ask(protocol, origin)
    expect(answer.error).toBeUndefined()
    expect(answer.text.length).toBe(large.length + 2)
    expect(answer.finishReason).toMatchObject({ unified: 'stop' })
    read(protocol)
  })

  it('reports no token figures as unknown, not as none', async () => {
    const origin = await serve((response) =>
      sendStream(response, answerEvents(protocol, PIECES, { usage: false })),
    )
    expect(await ask(protocol, origin)).toMatchObject({ text: TEXT, usage: null })
    unknownUsage(protocol)
  })
})

describe.each(PROTOCOLS)('%s, broken streams', (protocol) => {
  const events = answerEvents(protocol, PIECES)
  const half = events.slice(0, 4)
  const arrived = { 'openai-chat': 3, 'openai-responses': 2, anthropic: 1 }[protocol]

  it.each([
    ['half a JSON object', 'data: {"choices": [{"delta"\n\n'],
    ['no JSON at all', 'data: <html>\n\n'],
    ['a lone brace', 'event: message_delta\ndata: }\n\n'],
    ['NUL characters', 'data: \0\0\0\n\n'],
  ])('fails the attempt on %s', async (_name, nonsense) => {
    const origin = await serve((response) => sendStream(response, [...half, nonsense, ...events.slice(4)]))
    const answer = await ask(protocol, origin)
    expect(answer).toMatchObject({
      finishReason: undefined,
      failure: { code: 'stream_cut', retryable: true },
    })
    expect(answer.text).toBe(PIECES.slice(0, arrived).join(''))
    broken(protocol)
  })

  it.each([
    ['null', data(null)],
    ['a number', data(7)],
    ['a text', data('hi')],
    ['a list', data([])],
    ['an object without anything', data({})],
    [
      'parts that are null',
      data({ choices: null, delta: null, message: null, response: null, item: null, usage: null }),
    ],
    ['a choice without a delta', data({ choices: [{ index: 0 }, {}] })],
    ['a named event without its parts', named('content_block_delta', { type: 'content_block_delta' })],
    ['another one', named('response.output_item.added', { type: 'response.output_item.added' })],
    ['a start without a message', named('message_start', { type: 'message_start' })],
  ])('never crashes on %s', async (_name, shape) => {
    const origin = await serve((response) => sendStream(response, [...half, shape, ...events.slice(4)]))
    const answer = await ask(protocol, origin)
    expect(answer).toMatchObject(
      answer.error === undefined ? { text: TEXT } : { failure: { retryable: true } },
    )
    odd(answer.error === undefined ? 'text' : 'failed')
  })

  it.each([
    ['overloaded_error', { code: 'overloaded', retryable: true }],
    ['server_error', { code: 'server_error', retryable: true }],
    ['rate_limit_exceeded', { code: 'rate_limited', retryable: true }],
    ['insufficient_quota', { code: 'no_credit', retryable: false }],
    ['invalid_api_key', { code: 'bad_key', retryable: false }],
    ['context_length_exceeded', { code: 'too_large', retryable: false }],
    ['something_new', { code: 'server_error', retryable: true }],
  ])('classifies the error %s inside the stream', async (code, failure) => {
    const error = errorEvent(protocol, { type: code, code, message: 'as it says' })
    const origin = await serve((response) => sendStream(response, [...half, error]))
    const answer = await ask(protocol, origin)
    expect(answer.failure).toMatchObject(failure)
    expect(answer.failure).not.toHaveProperty('status')
    expect(answer.text).toBe(PIECES.slice(0, arrived).join(''))
    expect(answer.finishReason).toBeUndefined()
    classified(protocol)
  })
})

describe('finish reasons', () => {
  it.each([
    ['openai-chat', 'length', 'length'],
    ['openai-chat', 'content_filter', 'content_filter'],
    ['openai-chat', 'tool_calls', 'tool_calls'],
    ['openai-chat', 'brand_new', 'other'],
    ['openai-responses', 'max_output_tokens', 'length'],
    ['openai-responses', 'content_filter', 'content_filter'],
    ['anthropic', 'max_tokens', 'length'],
    ['anthropic', 'model_context_window_exceeded', 'length'],
    ['anthropic', 'refusal', 'refusal'],
    ['anthropic', 'stop_sequence', 'stop'],
    ['anthropic', 'pause_turn', 'other'],
  ] as const)('%s: %s means %s', async (protocol, raw, unified) => {
    const origin = await serve((response) =>
      sendStream(response, answerEvents(protocol, PIECES, { finish: raw })),
    )
    expect((await ask(protocol, origin)).finishReason).toEqual({ unified, raw })
    finished(protocol)
  })

  it('openai-chat: a refusal is one, though the reason says stop', async () => {
    const [first = '', ...rest] = answerEvents('openai-chat', [])
    const refusal = data({ choices: [{ index: 0, delta: { refusal: 'I won’t.' }, finish_reason: null }] })
    const origin = await serve((response) => sendStream(response, [first, refusal, ...rest]))
    expect(await ask('openai-chat', origin)).toMatchObject({
      text: 'I won’t.',
      finishReason: { unified: 'refusal' },
    })
  })

  it('openai-responses: so is one in its own event', async () => {
    const [first = '', ...rest] = answerEvents('openai-responses', [])
    const refusal = named('response.refusal.delta', { type: 'response.refusal.delta', delta: 'I won’t.' })
    const origin = await serve((response) => sendStream(response, [first, refusal, ...rest]))
    expect(await ask('openai-responses', origin)).toMatchObject({ finishReason: { unified: 'refusal' } })
  })

  it('openai-chat: a server that gave up is a failure', async () => {
    const events = answerEvents('openai-chat', PIECES, { finish: 'error' })
    const origin = await serve((response) => sendStream(response, events))
    expect((await ask('openai-chat', origin)).failure).toMatchObject({
      code: 'server_error',
      retryable: true,
    })
  })
})

describe('reasoning', () => {
  it.each([{ reasoning_content: 'hm' }, { reasoning: 'hm' }])(
    'openai-chat: is a sign of life and no text: %o',
    async (name) => {
      const [first = '', ...rest] = answerEvents('openai-chat', ['Yes.'])
      const thought = (delta: object): string => data({ choices: [{ index: 0, delta, finish_reason: null }] })
      const thoughts = [thought(name)]
      const origin = await serve((response) => sendStream(response, [first, ...thoughts, ...rest]))
      expect(await ask('openai-chat', origin)).toMatchObject({ text: 'Yes.', reasoning: 1 })
    },
  )

  it('openai-chat: Mistral sends parts', async () => {
    const content = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
      { type: 'text', text: 'Yes.' },
    ]
    const [first = '', ...rest] = answerEvents('openai-chat', [])
    const parts = data({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })
    const origin = await serve((response) => sendStream(response, [first, parts, ...rest]))
    expect(await ask('openai-chat', origin)).toMatchObject({ text: 'Yes.', reasoning: 1 })
  })

  it('anthropic: thinking is a sign of life and no text', async () => {
    const [first = '', ...rest] = answerEvents('anthropic', ['Yes.'])
    const thought = named('content_block_delta', {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'thinking_delta', thinking: 'hm' },
    })
    const origin = await serve((response) => sendStream(response, [first, thought, ...rest]))
    expect(await ask('anthropic', origin)).toMatchObject({ text: 'Yes.', reasoning: 1 })
  })

  it('openai-chat: xAI leaves reasoning out of its completion tokens; the total has it', async () => {
    const events = answerEvents('openai-chat', ['Yes.'], { usage: false })
    const usage = {
      prompt_tokens: 20,
      completion_tokens: 5,
      total_tokens: 125,
      completion_tokens_details: { reasoning_tokens: 100 },
    }
    const origin = await serve((response) =>
      sendStream(response, [...events.slice(0, -1), data({ choices: [], usage }), 'data: [DONE]\n\n']),
    )
    expect((await ask('openai-chat', origin)).usage).toEqual({
      inputTokens: 20,
      outputTokens: 105,
      reasoningTokens: 100,
    })
  })
})

it('anthropic: prompt tokens include those read from and written to the cache', async () => {
  const origin = await serve((response) => sendStream(response, answerEvents('anthropic', PIECES)))
  expect((await ask('anthropic', origin)).usage).toEqual({
    inputTokens: 20,
    outputTokens: 9,
    cachedInputTokens: 4,
    cacheWriteTokens: 6,
    reasoningTokens: 2,
  })
})

it('anthropic: figures of the answer that never came are not taken from its beginning', async () => {
  const events = answerEvents('anthropic', PIECES).map((event) =>
    event.replace(/,"usage":\{"output_tokens":9.*?\}\}/, ''),
  )
  const origin = await serve((response) => sendStream(response, events))
  expect(await ask('anthropic', origin)).toMatchObject({ text: TEXT, usage: null })
})
