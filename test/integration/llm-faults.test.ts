import { once } from 'node:events'
import { setImmediate, setTimeout as pause } from 'node:timers/promises'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createBoundFetch, createDispatcher } from '@main/llm/http-fetch'
import { ModelFailure } from '@shared/errors'
import { adapterAt, ask, collect, modelRequest, PROTOCOLS, TEST_KEY } from '../support/provider-adapters'
import { type Respond, startServer, type TestServer, writeAlone } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'
import { perProtocol, tally } from '../support/long-form'
import { canaryKey } from '../support/canary-keys'

/** Of the environment, which no request is made from. */
const CANARY = canaryKey('7d1f')

const silent = tally<number>(
  (all) =>
    `${all.length} bodies that stalled, over 3 protocols: each ended by its idle limit of 60 ms (the other was 20 s), after ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} ms`,
)
const alive = tally<string>(
  (all) =>
    `${all.length} streams of nothing but pings for 1.2 s, over 3 protocols, at a limit of 1 s: 0 ended`,
)
const classified = tally<string>((all) => `${perProtocol(all, 'HTTP errors')}: classified as the table says`)
const waits = tally<string>(
  (all) => `${perProtocol(all, 'forms of Retry-After')}: 0 waits shorter than asked, nonsense ignored`,
)
const echoes = tally<number>(
  (all) =>
    `${all.reduce((sum, count) => sum + count, 0)} errors that repeat the key or the prompt: 0 parts of either shown`,
)

const servers: TestServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(respond: Respond): Promise<TestServer> {
  const server = await startServer(respond)
  servers.push(server)
  return server
}

async function begin(response: ServerResponse, events: string[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  for (const event of events) await writeAlone(response, event)
}

describe.each(PROTOCOLS)('%s, silence', (protocol) => {
  const events = answerEvents(protocol, ['Hello', ' there'])

  it.each([
    ['before the response', async () => undefined, { firstByteMs: 60, nextByteMs: 20_000 }],
    [
      'before the first byte of the body',
      (response: ServerResponse) => begin(response, []),
      { firstByteMs: 60, nextByteMs: 20_000 },
    ],
    [
      'in the middle',
      (response: ServerResponse) => begin(response, events.slice(0, 3)),
      { firstByteMs: 20_000, nextByteMs: 60 },
    ],
  ])('%s ends the request about when its limit is over', async (_name, respond, idle) => {
    const { origin } = await serve(respond)
    const startedAt = performance.now()
    const { failure } = await ask(protocol, origin, { options: { idle } })
    const duration = performance.now() - startedAt
    expect(failure).toMatchObject({ code: 'timeout', retryable: true })
    expect(duration).toBeGreaterThanOrEqual(55)
    expect(duration).toBeLessThan(10_000) // the other limit is 20 s
    silent(duration)
  })

  it('is broken by anything: pings count', async () => {
    const { origin } = await serve(async (response) => {
      await begin(response, events.slice(0, 2))
      for (let ping = 0; ping < 24; ping += 1) {
        await pause(50)
        await writeAlone(response, ': ping\n\n')
      }
      response.end(events.slice(2).join(''))
    })
    // 1,200 ms in all, but never 1,000 without a byte.
    const answer = await ask(protocol, origin, {
      options: { idle: { firstByteMs: 1_000, nextByteMs: 1_000 } },
    })
    expect(answer).toMatchObject({ text: 'Hello there', error: undefined })
    alive(protocol)
  })

  it('is not what a reader makes that takes its time', async () => {
    const many = answerEvents(
      protocol,
      Array.from({ length: 3_000 }, (_, index) => `piece ${index} of a long answer, `),
    )
    const { origin } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(many.join(''))
    })
    const stream = adapterAt(protocol, origin, { idle: { firstByteMs: 20_000, nextByteMs: 500 } })
    let finished = false
    for await (const chunk of stream(modelRequest(), new AbortController().signal)) {
      if (chunk.type === 'text' && chunk.text.includes('piece 5 ')) await pause(1_500)
      finished ||= chunk.type === 'finish'
    }
    expect(finished).toBe(true)
  })
})

describe.each(PROTOCOLS)('%s, abort', (protocol) => {
  const events = answerEvents(protocol, ['Hello', ' there'])

  it.each([
    ['before the response', async () => undefined],
    ['in the middle', (response: ServerResponse) => begin(response, events.slice(0, 3))],
  ])('%s throws the reason and closes the connection', async (_name, respond) => {
    let arrived: (response: ServerResponse) => void = () => undefined
    const open = new Promise<ServerResponse>((resolve) => {
      arrived = resolve
    })
    const { origin } = await serve(async (response) => {
      await respond(response)
      arrived(response)
    })
    const controller = new AbortController()
    const answering = ask(protocol, origin, { signal: controller.signal })
    const closed = once(await open, 'close')
    const reason = new Error('the user pressed stop')
    controller.abort(reason)
    expect((await answering).error).toBe(reason)
    await closed
  })

  it('before it begins sends nothing', async () => {
    const server = await serve((response) => {
      response.end()
    })
    const reason = new Error('too late')
    expect((await ask(protocol, server.origin, { signal: AbortSignal.abort(reason) })).error).toBe(reason)
    expect(server.requests).toHaveLength(0)
  })

  it('by leaving the loop closes the connection', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    const { origin } = await serve(async (response) => {
      closed = once(response, 'close')
      await begin(response, events.slice(0, -1))
    })
    for await (const chunk of adapterAt(protocol, origin)(modelRequest(), new AbortController().signal)) {
      if (chunk.type === 'text') break
    }
    await expect(closed).resolves.toBeDefined()
  })
})

describe.each(PROTOCOLS)('%s, where a request may go', (protocol) => {
  it.each([301, 302, 303, 307, 308])(
    'a redirect with status %i is not followed: 0 bytes arrive there',
    async (status) => {
      const other = await serve((response) => {
        response.end()
      })
      const { origin } = await serve((response, request) => {
        response.writeHead(status, { location: `${other.origin}${request.url}` }).end()
      })
      const { failure } = await ask(protocol, origin)
      expect(failure).toMatchObject({ code: 'bad_request', retryable: false, status })
      await setImmediate()
      expect(other.bytesReceived()).toBe(0)
    },
  )

  it('another origin than the key belongs to is refused: 0 bytes arrive there', async () => {
    const other = await serve((response) => {
      response.end()
    })
    const { failure } = await ask(protocol, other.origin, { options: { origin: 'https://api.example.com' } })
    expect(failure).toMatchObject({ code: 'bad_request', retryable: false })
    await setImmediate()
    expect(other.bytesReceived()).toBe(0)
  })

  it('nothing is taken from the environment', async () => {
    const server = await serve((response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(answerEvents(protocol, ['ok']).join(''))
    })
    const canaries = Object.fromEntries(
      ['API_KEY', 'ADMIN_KEY', 'AUTH_TOKEN', 'ORG_ID', 'PROJECT_ID', 'WEBHOOK_SECRET', 'PROFILE'].flatMap(
        (name) => [
          [`OPENAI_${name}`, CANARY],
          [`ANTHROPIC_${name}`, CANARY],
        ],
      ),
    )
    const before = { ...process.env }
    Object.assign(process.env, canaries, {
      OPENAI_BASE_URL: `http://127.0.0.1:9/${CANARY}`,
      ANTHROPIC_BASE_URL: `http://127.0.0.1:9/${CANARY}`,
      OPENAI_CUSTOM_HEADERS: `x-canary: ${CANARY}\nauthorization: Bearer ${CANARY}`,
      ANTHROPIC_CUSTOM_HEADERS: `x-canary: ${CANARY}\nx-api-key: ${CANARY}`,
      HTTP_PROXY: 'http://127.0.0.1:9',
    })
    try {
      expect((await ask(protocol, server.origin)).text).toBe('ok')
      expect((await ask(protocol, server.origin, { options: { key: undefined } })).text).toBe('ok')
    } finally {
      process.env = before
    }
    const [keyed, keyless] = server.requests
    expect(JSON.stringify(server.requests)).not.toContain(CANARY)
    expect(keyed?.headers.authorization).toBe(`Bearer ${TEST_KEY}`)
    expect(keyless?.headers).not.toHaveProperty('authorization')
    expect(keyless?.headers).not.toHaveProperty('x-api-key')
    expect(Object.keys(keyed?.headers ?? {}).filter((name) => name.startsWith('x-stainless'))).toEqual([])
  })
})

describe('the proxy of the environment', () => {
  it('is used, and NO_PROXY is honoured', async () => {
    const proxy = await serve((response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(answerEvents('openai-chat', ['by proxy']).join(''))
    })
    const environment = { HTTP_PROXY: proxy.origin, NO_PROXY: 'direct.invalid' }
    const dispatcher = createDispatcher(environment)
    const asked = await ask('openai-chat', 'http://models.invalid', { options: { dispatcher } })
    expect(asked.text).toBe('by proxy')
    const direct = await ask('openai-chat', 'http://direct.invalid', { options: { dispatcher } })
    expect(direct.failure).toMatchObject({ code: 'network' })
    await dispatcher.close()
  })

  it('is that of the given environment, never the process itself', async () => {
    const proxy = await serve((response) => {
      response.writeHead(500).end()
    })
    const before = { ...process.env }
    Object.assign(process.env, { HTTP_PROXY: proxy.origin, http_proxy: proxy.origin })
    try {
      const dispatcher = createDispatcher({})
      const { failure } = await ask('openai-chat', 'http://models.invalid', { options: { dispatcher } })
      expect(failure).toMatchObject({ code: 'network' })
      await dispatcher.close()
    } finally {
      process.env = before
    }
    expect(proxy.requests).toEqual([])
  })

  it('is not asked for this computer itself', async () => {
    const local = await serve((response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(answerEvents('openai-chat', ['local']).join(''))
    })
    const dispatcher = createDispatcher({ HTTP_PROXY: 'http://127.0.0.1:9' })
    expect((await ask('openai-chat', local.origin, { options: { dispatcher } })).text).toBe('local')
    await dispatcher.close()
  })
})

describe.each(PROTOCOLS)('%s, HTTP errors', (protocol) => {
  const body = (error: Record<string, unknown>): string =>
    JSON.stringify(protocol === 'anthropic' ? { type: 'error', error } : { error })
  const answering = (status: number, text: string, headers: Record<string, string> = {}) =>
    serve((response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
    })

  it.each([
    [400, {}, { code: 'bad_request', retryable: false }],
    [401, {}, { code: 'bad_key', retryable: false }],
    [402, {}, { code: 'no_credit', retryable: false }],
    [403, {}, { code: 'bad_key', retryable: false }],
    [404, {}, { code: 'unknown_model', retryable: false }],
    [408, {}, { code: 'timeout', retryable: true }],
    [409, {}, { code: 'server_error', retryable: true }],
    [413, {}, { code: 'too_large', retryable: false }],
    [422, {}, { code: 'bad_request', retryable: false }],
    [429, {}, { code: 'rate_limited', retryable: true }],
    [429, { code: 'insufficient_quota' }, { code: 'no_credit', retryable: false }],
    [500, {}, { code: 'server_error', retryable: true }],
    [502, {}, { code: 'server_error', retryable: true }],
    [503, {}, { code: 'overloaded', retryable: true }],
    [529, { type: 'overloaded_error' }, { code: 'overloaded', retryable: true }],
    [400, { code: 'context_length_exceeded' }, { code: 'too_large', retryable: false }],
    [400, { message: 'Your credit balance is too low' }, { code: 'no_credit', retryable: false }],
    [
      400,
      { message: 'API key not valid. Please pass a valid API key.' },
      { code: 'bad_key', retryable: false },
    ],
    [400, { code: 'model_not_found' }, { code: 'unknown_model', retryable: false }],
  ])('%i %o', async (status, error, failure) => {
    const { origin } = await answering(status, body({ message: 'as it says', ...error }))
    const answer = await ask(protocol, origin)
    expect(answer.failure).toMatchObject({
      ...failure,
      status,
      message: expect.stringContaining(String(status)),
    })
    classified(protocol)
  })

  it.each([
    ['no body', ''],
    ['HTML', '<html><body>Bad Gateway</body></html>'],
    ['half a JSON object', '{"error": {"mess'],
    ['a text as the error', '{"error": "as it says"}'],
    ['a list', '[{"error": {"message": "as it says", "code": 500}}]'],
    ['null', 'null'],
  ])('with %s', async (_name, text) => {
    const { origin } = await answering(500, text)
    expect((await ask(protocol, origin)).failure).toMatchObject({
      code: 'server_error',
      retryable: true,
      status: 500,
    })
    classified(protocol)
  })

  it.each([
    ['0', 0],
    ['1', 1_000],
    ['61', 61_000],
    ['3600', 3_600_000],
    ['1.5', 1_500],
  ])('Retry-After: %s', async (header, least) => {
    const { origin } = await answering(429, body({}), { 'retry-after': header })
    const { failure } = await ask(protocol, origin)
    expect(failure?.retryAfterMs).toBeGreaterThanOrEqual(least)
    expect(failure?.retryAfterMs).toBeLessThan(least + 3_000)
    waits(protocol)
  })

  it.each([
    ['in a minute and a half', 90_000],
    ['in the past', -90_000],
  ])('Retry-After: a date %s', async (_name, distance) => {
    // Dates have whole seconds: rounded up, so that the wait is at least the distance.
    const at = Math.ceil((Date.now() + distance) / 1_000) * 1_000
    const { origin } = await answering(429, body({}), { 'retry-after': new Date(at).toUTCString() })
    const { failure } = await ask(protocol, origin)
    expect(failure?.retryAfterMs).toBeGreaterThanOrEqual(Math.max(0, at - Date.now()))
    expect(failure?.retryAfterMs).toBeLessThan(Math.max(0, distance) + 3_000)
    waits(protocol)
  })

  it.each(['soon', '-5', '1e9x', 'Infinity', 'NaN', '12 potatoes', ''])(
    'Retry-After: %j is ignored',
    async (header) => {
      const { origin } = await answering(429, body({}), { 'retry-after': header })
      const { failure } = await ask(protocol, origin)
      expect(failure).toMatchObject({ code: 'rate_limited' })
      expect(failure).not.toHaveProperty('retryAfterMs')
      waits(protocol)
    },
  )

  it.each([400, 401, 403, 404, 429, 500])('no part of the key or the prompt is in a %i', async (status) => {
    const prompt = 'the secret recipe of the house is one part thyme'
    const repeating = [
      `Incorrect API key provided: ${TEST_KEY}.`,
      `Incorrect API key provided: ${TEST_KEY.slice(0, 12)}***${TEST_KEY.slice(-4)}.`,
      `token ${Buffer.from(TEST_KEY).toString('base64')}`,
      `token ${Buffer.from(`:${TEST_KEY}`).toString('base64url')}`,
      `url ?key=${encodeURIComponent(TEST_KEY)}`,
      `Invalid input: ${prompt}`,
    ]
    for (const message of repeating) {
      const { origin } = await answering(status, body({ message, type: 'some_error', param: message }))
      const request = { messages: [{ role: 'user' as const, content: prompt }] }
      const { error, failure } = await ask(protocol, origin, { request })
      const everything = JSON.stringify([
        failure,
        String(error),
        (error as Error).stack,
        (error as Error).cause,
      ])
      expect(failure).toBeDefined()
      for (const part of [
        TEST_KEY.slice(0, 12),
        TEST_KEY.slice(-8),
        Buffer.from(TEST_KEY).toString('base64').slice(2, 14),
        'recipe',
      ]) {
        expect(everything).not.toContain(part)
      }
    }
    echoes(repeating.length)
  })
})

it.each([
  ['text/html; charset=utf-8', '<html>Welcome</html>'],
  ['application/json', '{"choices":[{"message":{"content":"hi"}}]}'],
])('a document of type %s with status 200 is the wrong address', async (type, text) => {
  const { origin } = await serve((response) => {
    response.writeHead(200, { 'content-type': type }).end(text)
  })
  const { failure } = await ask('openai-chat', origin)
  expect(failure).toMatchObject({
    code: 'bad_request',
    retryable: false,
    remedy: expect.stringContaining('base URL'),
  })
})

it('says what to do about a temperature that a model rejects', async () => {
  const { origin } = await serve((response) => {
    const error = {
      message: "Unsupported value: 'temperature' does not support 0.2 with this model.",
      param: 'temperature',
    }
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
  })
  const { failure } = await ask('openai-chat', origin, { request: { temperature: 0.2 } })
  expect(failure?.remedy).toContain('Remove the temperature')
})

describe('the bound fetch', () => {
  const options = {
    origin: 'https://api.example.com',
    headers: {},
    idle: { firstByteMs: 1, nextByteMs: 1 },
    dispatcher: createDispatcher({}),
  }

  it.each([
    'https://api.example.com@evil.example/v1',
    'https://user:pass@api.example.com/v1',
    'http://api.example.com/v1',
    'https://api.example.com:8443/v1',
    'https://api.example.com.evil.example/v1',
    'file:///etc/passwd',
    'nonsense',
  ])('refuses %s', async (address) => {
    const bound = createBoundFetch({ ...options, signal: new AbortController().signal })
    await expect(bound.fetch(address)).rejects.toBeInstanceOf(ModelFailure)
    expect(bound.failure()?.error).toMatchObject({ code: 'bad_request', retryable: false })
  })
})

it('collects what an adapter throws', async () => {
  const stream = adapterAt('anthropic', 'http://127.0.0.1:9')
  expect((await collect(stream(modelRequest(), new AbortController().signal))).failure).toMatchObject({
    code: 'network',
  })
})
