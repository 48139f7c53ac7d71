import { LLMock } from '@copilotkit/aimock'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Connection } from '@shared/model/connection'
import type { ProviderKind } from '@shared/model/provider-kinds'
import { createCoreBench } from '../support/core-bench'
import { TEST_KEY } from '../support/provider-adapters'
import { type Respond, startServer, type TestServer } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'

/*
 * "Test connection" with the whole application, against servers on loopback.
 */

async function serve(respond: Respond): Promise<TestServer> {
  const server = await startServer(respond)
  onTestFinished(() => server.close())
  return server
}

const json =
  (body: unknown, status = 200): Respond =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** A provider with these models; whoever asks for another one is told so. */
const provider =
  (...models: string[]): Respond =>
  (response, { url, method, body }) => {
    if (method === 'GET') return json({ data: models.map((id) => ({ id })) })(response, NO_REQUEST)
    const { model } = JSON.parse(body)
    if (!models.includes(model) && !model.endsWith('-alias')) {
      const error = { message: `The model ${model} does not exist`, code: 'model_not_found' }
      return json({ error }, 404)(response, NO_REQUEST)
    }
    const protocol = url.endsWith('/messages') ? 'anthropic' : 'openai-chat'
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end(answerEvents(protocol, ['OK']).join(''))
  }
const NO_REQUEST = { method: '', url: '', headers: {}, body: '' }

async function outcome(connection: Connection, key?: string) {
  const { client, connect } = createCoreBench()
  await connect(connection, key)
  return client.connections.test({ name: connection.name })
}

describe('a list of models is the test', () => {
  test.each<[ProviderKind, string, string]>([
    ['openai', '/v1', '/v1/models'],
    ['openai-compatible', '/v1', '/v1/models'],
    ['mistral', '/v1', '/v1/models'],
    ['gemini', '/v1beta/openai', '/v1beta/openai/models'],
    ['anthropic', '', '/v1/models?limit=1000'],
    ['anthropic', '/v1', '/v1/models?limit=1000'],
  ])('%s at %j', async (kind, path, asked) => {
    const server = await serve(provider('m1', 'm2'))
    const baseUrl = server.origin + path
    const answer = await outcome({ name: 'Work', kind, baseUrl, defaultModel: 'm1' }, TEST_KEY)
    expect(answer).toEqual({ ok: true, latencyMs: expect.any(Number), modelCount: 2, error: null })
    expect(server.requests.map(({ url }) => url)).toEqual([asked])
    const { authorization, 'x-api-key': apiKey } = server.requests[0]?.headers ?? {}
    expect(authorization).toBe(`Bearer ${TEST_KEY}`)
    expect(apiKey).toBe(kind === 'anthropic' ? TEST_KEY : undefined)
  })

  test('against aimock, which was not written by us', async () => {
    const mock = new LLMock({ port: 0 })
    mock.on({ model: 'gpt-mock' }, { content: 'OK' })
    mock.onMessage('OK', { content: 'OK' })
    const origin = await mock.start()
    onTestFinished(() => mock.stop())
    const answer = await outcome({ name: 'Work', kind: 'openai', baseUrl: `${origin}/v1` }, TEST_KEY)
    expect(answer).toMatchObject({ ok: true, error: null })
    expect(answer.modelCount).toBeGreaterThan(0)
  })

  test('a local server gets no key and may have no models yet', async () => {
    const server = await serve(json({ object: 'list', data: [] }))
    const answer = await outcome({ name: 'near', kind: 'ollama', baseUrl: `${server.origin}/v1` })
    expect(answer).toMatchObject({ ok: true, modelCount: 0 })
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  test('where the list is for everybody, the key is tried, too', async () => {
    const server = await serve((response, { url }) =>
      url === '/api/v1/key'
        ? json({ error: { message: 'No auth credentials found', code: 401 } }, 401)(response, NO_REQUEST)
        : json({ data: [{ id: 'anthropic/claude-sonnet-5' }] })(response, NO_REQUEST),
    )
    const baseUrl = `${server.origin}/api/v1`
    expect(await outcome({ name: 'Router', kind: 'openrouter', baseUrl }, TEST_KEY)).toMatchObject({
      ok: false,
      error: { code: 'bad_key' },
    })
  })
})

describe('what the list does not tell is asked', () => {
  test('a default model that goes by another name works', async () => {
    const server = await serve(provider('m1'))
    const baseUrl = `${server.origin}/v1`
    const answer = await outcome({ name: 'Work', kind: 'openai', baseUrl, defaultModel: 'm-alias' }, TEST_KEY)
    expect(answer).toMatchObject({ ok: true, modelCount: 1 })
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/models', '/v1/chat/completions'])
    expect(JSON.parse(server.requests[1]?.body ?? '')).toMatchObject({ max_completion_tokens: 16 })
  })

  test('an unknown model is named', async () => {
    const server = await serve(provider('m1'))
    const baseUrl = `${server.origin}/v1`
    const answer = await outcome({ name: 'Work', kind: 'openai', baseUrl, defaultModel: 'nowhere' }, TEST_KEY)
    expect(answer).toMatchObject({
      ok: false,
      modelCount: 1,
      error: {
        code: 'unknown_model',
        message: expect.stringContaining('"nowhere"'),
        remedy: expect.stringContaining('Choose another model'),
      },
    })
  })

  test('a server without a list is asked a question', async () => {
    const server = await serve((response, request) =>
      request.method === 'GET'
        ? json({ detail: 'Not Found' }, 404)(response, request)
        : provider('m1')(response, request),
    )
    const baseUrl = `${server.origin}/v1`
    const answer = await outcome({ name: 'Mine', kind: 'openai-compatible', baseUrl, defaultModel: 'm1' })
    expect(answer).toMatchObject({ ok: true, modelCount: null })
  })
})

describe('what is wrong, and what to do', () => {
  const html: Respond = (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Hello</title>')

  test.each<[string, Partial<Connection>, string, Respond, string, RegExp, RegExp]>([
    ['a wrong key', {}, '/v1', json({ error: { message: `Incorrect API key provided: ${TEST_KEY}`, code: 'invalid_api_key' } }, 401), 'bad_key', /did not accept the API key.*\(HTTP 401\)/, /Check the key/],
    ['a web page', {}, '', html, 'bad_request', /answers with a web page/, /Is "\/v1" missing at its end \(http:.*\/v1\)\?/],
    ['a web page, with a model to ask', { defaultModel: 'm' }, '', html, 'bad_request', /answers with a web page/, /"\/v1" missing/],
    ['nothing there', {}, '/api', json({ detail: 'Not Found' }, 404), 'bad_request', /no list of models \(HTTP 404\)/, /"\/v1" missing/],
    ['too much of an address', {}, '/v1/chat/completions', json({}, 404), 'bad_request', /HTTP 404/, /Leave "\/chat\/completions" out/],
    ['other data', {}, '/v1', json({ hello: 1 }), 'bad_request', /data that are no list of models/, /Check the base URL/],
    ['Anthropic elsewhere', { kind: 'anthropic' }, '/x', html, 'bad_request', /web page/, /https:\/\/api\.anthropic\.com/],
    ['no credit', {}, '/v1', json({ error: { code: 'insufficient_quota', message: 'You exceeded your current quota' } }, 429), 'no_credit', /no credit left/, /billing/],
    ['a server in trouble', {}, '/v1', json({ error: { message: 'oops' } }, 500), 'server_error', /error of its own/, /^$/],
    ['an answer that breaks off', {}, '/v1', (response) => void response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()), 'network', /can't be reached/, /./],
  ])('%s', async (_name, more, path, respond, code, message, remedy) => {
    const server = await serve(respond)
    const connection: Connection = { name: 'Work', kind: 'openai-compatible', baseUrl: server.origin + path, ...more }
    const { ok, error } = await outcome(connection, TEST_KEY)
    expect(ok).toBe(false)
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(error?.remedy ?? '').toMatch(remedy)
    expect(JSON.stringify(error)).not.toContain(TEST_KEY.slice(8, 16))
  }) // prettier-ignore

  test('a key that is missing where none is demanded beforehand', async () => {
    const server = await serve(json({ error: 'unauthorized' }, 401))
    const connection: Connection = { name: 'Mine', kind: 'openai-compatible', baseUrl: `${server.origin}/v1` }
    expect(await outcome(connection)).toMatchObject({
      error: {
        code: 'bad_key',
        message: expect.stringContaining('wants an API key'),
        remedy: 'Enter its API key.',
      },
    })
  })

  test.each([
    ['ollama', /Ollama does not run at http:\/\/127\.0\.0\.1:\d+/, /ollama serve/],
    ['lmstudio', /LM Studio does not run/, /Developer/],
  ] as const)('a local server that does not run: %s', async (kind, message, remedy) => {
    const closed = await startServer(() => undefined)
    await closed.close()
    const { error } = await outcome({ name: 'near', kind, baseUrl: `${closed.origin}/v1` })
    expect(error).toMatchObject({
      code: 'network',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
  })

  test('a name that leads nowhere', async () => {
    const connection: Connection = {
      name: 'Work',
      kind: 'openai-compatible',
      baseUrl: 'http://nowhere.invalid/v1',
    }
    const { error } = await outcome(connection)
    expect(error).toMatchObject({ code: 'network', remedy: expect.stringMatching(/network/i) })
  })

  test('a redirect, which is not followed', async () => {
    const elsewhere = await serve(json({ data: [{ id: 'm' }] }))
    const server = await serve(
      (response) => void response.writeHead(307, { location: `${elsewhere.origin}/v1/models` }).end(),
    )
    const { error } = await outcome(
      { name: 'Work', kind: 'openai', baseUrl: `${server.origin}/v1` },
      TEST_KEY,
    )
    expect(error).toMatchObject({ code: 'bad_request', message: expect.stringContaining('redirect') })
    expect(elsewhere.bytesReceived()).toBe(0)
  })
})
