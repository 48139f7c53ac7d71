import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createConnections } from '@main/llm/connections'
import { createTokenCounter } from '@main/llm/count-tokens'
import { environmentKeys, type Environment } from '@main/llm/environment-connections'
import { createModelPort, type Models } from '@main/llm/model-port'
import { createEnvironmentKeys } from '@main/secrets/environment-keys'
import { layerKeys } from '@main/secrets/layer-keys'
import { createSessionKeys } from '@main/secrets/session-keys'
import type { Connection } from '@shared/model/connection'
import { collect, modelRequest, TEST_KEY } from '../support/provider-adapters'
import { mostAtOnce, startProvider, type ProviderProcess } from '../support/provider-process'
import { startServer } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'
import { refuseKeys } from '../support/sweep-for-keys'

const open: Models[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((models) => models.close()))
})

/** Connections, keys and models wired as the application wires them. */
function wire(environment: Environment, stored: Connection[] = []) {
  const keys = layerKeys(createSessionKeys(), createEnvironmentKeys(environmentKeys(environment)))
  const connections = createConnections({
    stored: () => stored,
    environment,
    defaultName: () => undefined,
    keys,
  })
  const models = createModelPort({
    connections,
    keys,
    environment,
    demoPace: 0,
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    tokens: createTokenCounter(),
  })
  open.push(models)
  const ask = (
    name: string,
    kind: string,
    content: string,
    model = 'fake',
    signal = new AbortController().signal,
  ) =>
    collect(
      models.stream(
        modelRequest({ connection: { name, kind }, model, messages: [{ role: 'user', content }] }),
        signal,
      ),
    )
  return { keys, connections, models, ask }
}

describe('against the provider in its own process', () => {
  let provider: ProviderProcess
  beforeAll(async () => {
    provider = await startProvider()
  })
  afterAll(() => provider.stop())

  const environment = (): Environment => ({
    OPENAI_API_KEY: TEST_KEY,
    OPENAI_BASE_URL: provider.openaiUrl,
    ANTHROPIC_API_KEY: TEST_KEY,
    ANTHROPIC_BASE_URL: provider.anthropicUrl,
  })
  const KINDS = ['openai', 'anthropic'] as const

  it.each(KINDS)('%s: streams an answer, and the ledger has the request with its end', async (kind) => {
    const before = await provider.ledger()
    const answer = await wire(environment()).ask(kind, kind, '[tokens=5] hello')
    expect(answer).toMatchObject({
      text: 'one two three four five',
      finishReason: { unified: 'stop' },
      usage: { outputTokens: 5 },
    })
    const entries = (await provider.ledger()).slice(before.length)
    expect(entries).toMatchObject([
      {
        event: 'start',
        protocol: kind === 'openai' ? 'chat' : 'anthropic',
        model: 'fake',
        prompt: '[tokens=5] hello',
      },
      { event: 'end', outcome: 'complete', words: 5 },
    ])
    expect(Number(entries[1]?.time)).toBeGreaterThan(Number(entries[0]?.time))
  })

  it.each(KINDS)('%s: does what the prompt tells it to', async (kind) => {
    const { ask } = wire(environment())
    expect((await ask(kind, kind, '[fail=429][after=7]')).failure).toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 7_000,
    })
    expect((await ask(kind, kind, '[fail=429][code=insufficient_quota]')).failure).toMatchObject({
      code: 'no_credit',
    })
    expect(await ask(kind, kind, '[cut=3]')).toMatchObject({
      text: 'one two three',
      failure: { code: 'stream_cut' },
    })
    expect((await ask(kind, kind, '[error=2]')).failure).toMatchObject({
      code: 'overloaded',
      retryable: true,
    })
    expect(await ask(kind, kind, '[length]')).toMatchObject({ finishReason: { unified: 'length' } })
    expect(await ask(kind, kind, '[empty]')).toMatchObject({ text: '', finishReason: { unified: 'stop' } })
    expect(await ask(kind, kind, '[say=so be it]')).toMatchObject({ text: 'so be it' })
    expect(await ask(kind, kind, '[echo] again')).toMatchObject({ text: '[echo] again' })
    expect(await ask(kind, kind, '[nousage]')).toMatchObject({ usage: null })
    expect(await ask(kind, kind, 'by the model', 'fake/tokens:2')).toMatchObject({ text: 'one two' })
  })

  it('fails so many times for a key, then answers; each is in the ledger', async () => {
    const { ask } = wire(environment())
    const before = (await provider.starts()).length
    const prompt = '[fail=500][times=2][key=once more]'
    expect((await ask('openai', 'openai', prompt)).failure).toMatchObject({ code: 'server_error' })
    expect((await ask('openai', 'openai', prompt)).failure).toMatchObject({ code: 'server_error' })
    expect((await ask('openai', 'openai', prompt)).finishReason).toMatchObject({ unified: 'stop' })
    const starts = (await provider.starts()).slice(before)
    expect(starts).toHaveLength(3)
    expect(new Set(starts.map(({ hash }) => hash)).size).toBe(1)
  })

  it('shows what overlaps', async () => {
    const { ask } = wire(environment())
    const before = (await provider.ledger()).length
    await Promise.all(['a', 'b', 'c'].map((name) => ask('openai', 'openai', `[delay=15] ${name}`)))
    expect(mostAtOnce((await provider.ledger()).slice(before))).toBe(3)
  })

  it('notes a client that goes away', async () => {
    const { ask } = wire(environment())
    const controller = new AbortController()
    const reason = new Error('enough')
    const before = (await provider.ledger()).length
    const asked = ask('openai', 'openai', '[stall=2]', 'fake', controller.signal)
    await expect.poll(async () => (await provider.ledger()).length).toBe(before + 1)
    controller.abort(reason)
    expect((await asked).error).toBe(reason)
    await expect
      .poll(async () => (await provider.ledger()).at(-1))
      .toMatchObject({ event: 'end', outcome: 'closed' })
  })
})

describe('which key goes where', () => {
  it('a key typed for one address is not sent to another', async () => {
    const server = await startServer((response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(answerEvents('openai-chat', ['ok']).join(''))
    })
    const stored: Connection[] = [{ name: 'work', kind: 'openai', baseUrl: `${server.origin}/v1` }]
    const { keys, connections, ask } = wire({}, stored)
    await keys.set({ connection: 'work', origin: 'https://api.openai.com' }, TEST_KEY)
    expect(connections.resolve('work', undefined)).toMatchObject({ code: 'key_missing' })
    expect((await ask('work', 'openai', 'hello')).failure).toMatchObject({
      code: 'bad_key',
      retryable: false,
    })
    expect(server.bytesReceived()).toBe(0)
    await keys.set({ connection: 'work', origin: server.origin }, TEST_KEY)
    expect((await ask('work', 'openai', 'hello')).text).toBe('ok')
    await server.close()
  })

  it.each([`${TEST_KEY}\nbreak`, `${TEST_KEY} space`, `${TEST_KEY}🔑`])(
    'a key that no header can hold is named, not shown: %j',
    async (key) => {
      const stored: Connection[] = [
        { name: 'work', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1' },
      ]
      const { keys, ask } = wire({}, stored)
      await keys.set({ connection: 'work', origin: 'http://127.0.0.1:9' }, key)
      const { failure } = await ask('work', 'openai-compatible', 'hello')
      expect(failure).toMatchObject({ code: 'bad_key', retryable: false })
      refuseKeys(JSON.stringify(failure), 'the failure')
    },
  )

  it('servers that need no key get none', async () => {
    const server = await startServer((response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(answerEvents('openai-chat', ['ok']).join(''))
    })
    const { ask } = wire({}, [{ name: 'local', kind: 'ollama', baseUrl: `${server.origin}/v1` }])
    expect((await ask('local', 'ollama', 'hello')).text).toBe('ok')
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization')
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ max_tokens: 512 })
    await server.close()
  })
})

describe('a connection that is not what it was', () => {
  it.each([
    ['gone', []],
    ['of another kind', [{ name: 'work', kind: 'ollama' as const }]],
  ])('%s fails without a request', async (_name, stored) => {
    expect((await wire({}, stored).ask('work', 'openai', 'hello')).failure).toMatchObject({
      code: 'bad_request',
      retryable: false,
    })
  })
})

describe('which parameters go', () => {
  it.each([
    [
      'openai',
      'gpt-4o',
      { max_completion_tokens: 512, temperature: 0.3, stream_options: { include_usage: true } },
    ],
    ['openai', 'gpt-6-sol', { max_completion_tokens: 512, stream_options: { include_usage: true } }],
    ['mistral', 'm', { max_tokens: 512, temperature: 0.3 }],
    ['anthropic', 'claude-sonnet-4-5', { max_tokens: 512, temperature: 0.3, system: 'Answer briefly.' }],
    ['anthropic', 'claude-sonnet-5', { max_tokens: 512, system: 'Answer briefly.' }],
  ] as const)('%s %s', async (kind, model, parameters) => {
    const server = await startServer((response) => {
      response.writeHead(500).end()
    })
    const { keys, models } = wire({}, [{ name: 'work', kind, baseUrl: `${server.origin}/v1` }])
    await keys.set({ connection: 'work', origin: server.origin }, TEST_KEY)
    const request = modelRequest({ connection: { name: 'work', kind }, model, temperature: 0.3 })
    await collect(models.stream(request, new AbortController().signal))
    const { stream, messages, model: sent, ...rest } = JSON.parse(server.requests[0]?.body ?? '')
    expect({ stream, sent }).toEqual({ stream: true, sent: model })
    expect(messages.at(-1)).toEqual({ role: 'user', content: 'hello' })
    expect(rest).toEqual(parameters)
    expect(server.requests[0]?.url).toBe(kind === 'anthropic' ? '/v1/messages' : '/v1/chat/completions')
    await server.close()
  })
})
