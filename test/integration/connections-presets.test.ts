import { expect, onTestFinished, test } from 'vitest'
import { type ProviderKind, PROVIDER_KINDS } from '@shared/model/provider-kinds'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import { createCoreBench } from '../support/core-bench'
import { collect, modelRequest, TEST_KEY } from '../support/provider-adapters'
import { startServer } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'

/*
 * What `docs/providers.md` says was exercised for each preset: its path, its key, its parameters, on a server that
 * speaks its protocol. The preset's own host is replaced, and nothing else.
 */

interface Expected {
  list: string
  answer: string
  limit: 'max_tokens' | 'max_completion_tokens'
  hasKey: boolean
  asksForUsage: boolean
}

const chat = (path: string, more: Partial<Expected> = {}): Expected => ({
  list: `${path}/models`,
  answer: `${path}/chat/completions`,
  limit: 'max_tokens',
  hasKey: true,
  asksForUsage: true,
  ...more,
})

const EXPECTED: Record<Exclude<ProviderKind, 'demo'>, Expected> = {
  openai: chat('/v1', { limit: 'max_completion_tokens' }),
  anthropic: { ...chat(''), list: '/v1/models?limit=1000', answer: '/v1/messages', asksForUsage: false },
  ollama: chat('/v1', { hasKey: false }),
  lmstudio: chat('/v1', { hasKey: false }),
  openrouter: chat('/api/v1'),
  gemini: chat('/v1beta/openai'),
  mistral: chat('/v1', { asksForUsage: false }),
  groq: chat('/openai/v1', { limit: 'max_completion_tokens' }),
  deepseek: chat('/v1'),
  xai: chat('/v1'),
  'openai-compatible': chat('/v1'),
}

const kinds = PROVIDER_KINDS.filter((kind) => kind !== 'demo')

test.each(kinds)('%s: lists its models, and answers', async (kind) => {
  const { list, answer, limit, hasKey, asksForUsage } = EXPECTED[kind]
  const preset = PROVIDER_PRESETS[kind]
  const server = await startServer((response, { method }) => {
    const isList = method === 'GET'
    response.writeHead(200, { 'content-type': isList ? 'application/json' : 'text/event-stream' })
    const protocol = kind === 'anthropic' ? 'anthropic' : 'openai-chat'
    const data = [{ id: preset.defaultModel ?? 'own-model' }]
    response.end(isList ? JSON.stringify({ data }) : answerEvents(protocol, ['fine']).join(''))
  })
  onTestFinished(() => server.close())
  const { client, connect, core } = createCoreBench()
  const path = new URL(preset.baseUrl ?? 'http://own.example/v1').pathname
  await connect({ name: 'Work', kind, baseUrl: server.origin + path }, hasKey ? TEST_KEY : undefined)

  expect(await client.connections.test({ name: 'Work' })).toMatchObject({ modelCount: 1, error: null })
  expect(server.requests[0]?.url).toBe(list)
  const asked = server.requests.length
  const request = modelRequest({ connection: { name: 'Work', kind }, model: 'm' })
  const given = await collect(core.ports.models.stream(request, new AbortController().signal))
  expect(given).toMatchObject({ text: 'fine', finishReason: { unified: 'stop' }, usage: { outputTokens: 9 } })
  const sent = server.requests[asked]
  const body: Record<string, unknown> = JSON.parse(sent?.body ?? '')
  expect(sent?.url).toBe(answer)
  expect(body[limit]).toBe(512)
  expect('stream_options' in body).toBe(asksForUsage)
  for (const { headers } of server.requests) {
    expect(headers.authorization).toBe(hasKey ? `Bearer ${TEST_KEY}` : undefined)
  }
})

test.each(kinds)('%s: its own address and its default model are what the price library knows', (kind) => {
  const { baseUrl, defaultModel, local, prices } = PROVIDER_PRESETS[kind]
  expect(baseUrl === undefined || local || baseUrl.startsWith('https://')).toBe(true)
  const { core } = createCoreBench()
  const known = [defaultModel].filter((model) => model !== undefined)
  for (const model of known)
    expect(core.ports.prices.cost(kind, model, { inputTokens: 1, outputTokens: 1 })).toBeGreaterThan(0)
  expect(known.length > 0).toBe(!local && prices !== null)
})
