import { LLMock } from '@copilotkit/aimock'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ModelRequest } from '@main/engine/ports'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import { strictSchema } from '@main/llm/strict-schema'
import type { ConfiguredConnection, Connection } from '@shared/model/connection'
import type { JsonSchema, OutputFormat } from '@shared/model/step'
import { createCoreBench } from '../support/core-bench'
import { ask, modelRequest, PROTOCOLS } from '../support/provider-adapters'
import { startServer } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'

const schema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    title: { type: 'string', description: 'At most ten words.', default: 'none' },
    parts: {
      type: 'array',
      items: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
    },
    size: { enum: ['small', 'large'] },
    next: { anyOf: [{ $ref: '#/$defs/step' }, { type: 'null' }] },
    default: { type: ['string', 'null'] },
  },
  required: ['title', 'parts', 'size', 'next', 'default'],
  $defs: { step: { type: 'object', properties: {}, required: [] } },
}
const strict = {
  type: 'object',
  properties: {
    title: { type: 'string', description: 'At most ten words.' },
    parts: {
      type: 'array',
      items: {
        type: 'object',
        properties: { n: { type: 'integer' } },
        required: ['n'],
        additionalProperties: false,
      },
    },
    size: { type: 'string', enum: ['small', 'large'] },
    next: { anyOf: [{ $ref: '#/$defs/step' }, { type: 'null' }] },
    default: { type: ['string', 'null'] },
  },
  required: ['title', 'parts', 'size', 'next', 'default'],
  $defs: { step: { type: 'object', properties: {}, required: [], additionalProperties: false } },
  additionalProperties: false,
}
const json: OutputFormat = { format: 'json', schema }
const outside: OutputFormat = {
  format: 'json',
  schema: { type: 'object', properties: { n: { type: 'number', minimum: 0 } }, required: ['n'] },
}

describe('the schema as it is sent', () => {
  test('closed, with types, and without what some providers refuse; the same otherwise', () => {
    expect(strictSchema({ model: 'm', output: json })).toEqual(strict)
  })

  test.each<[string, OutputFormat, string]>([
    ['text', { format: 'text', schema }, 'm'],
    ['JSON without a schema', { format: 'json' }, 'm'],
    ['a schema outside of what all take', outside, 'm'],
    ['OpenAI models from before', json, 'gpt-4-turbo'],
    ['Claude models from before', json, 'claude-3-5-sonnet-20241022'],
    ['Claude 4.0', json, 'claude-sonnet-4-20250514'],
  ])('none for %s', (_name, output, model) => {
    expect(strictSchema({ model, output })).toBeUndefined()
  })

  test.each([
    'gpt-4o',
    'gpt-4.1-mini',
    'gpt-6-sol',
    'o3',
    'claude-opus-4-1',
    'claude-sonnet-4-5-20250929',
    'llama4',
  ])('one for %s', (model) => expect(strictSchema({ model, output: json })).toBeDefined())
})

describe('each protocol in its own way', () => {
  async function sent(
    protocol: (typeof PROTOCOLS)[number],
    request: Partial<ModelRequest>,
    kind?: 'ollama' | 'mistral',
  ) {
    const server = await startServer((response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(answerEvents(protocol, ['{}']).join(''))
    })
    onTestFinished(() => server.close())
    const options = kind === undefined ? {} : { preset: PROVIDER_PRESETS[kind] }
    const answer = await ask(protocol, server.origin, { request, options })
    expect(answer.text).toBe('{}')
    const body: Record<string, unknown> = JSON.parse(server.requests[0]?.body ?? '')
    return body
  }

  const chat = { type: 'json_schema', json_schema: { name: 'output', strict: true, schema: strict } }
  test.each([
    ['openai-chat', undefined, 'response_format', chat],
    ['openai-chat', 'ollama', 'response_format', chat],
    [
      'openai-responses',
      undefined,
      'text',
      { format: { type: 'json_schema', name: 'output', strict: true, schema: strict } },
    ],
    ['anthropic', undefined, 'output_config', { format: { type: 'json_schema', schema: strict } }],
  ] as const)('%s %s', async (protocol, kind, parameter, value) => {
    expect((await sent(protocol, { output: json }, kind))[parameter]).toEqual(value)
    for (const output of [{ format: 'json' }, { format: 'text' }, outside] as const) {
      expect(await sent(protocol, { output }, kind)).not.toHaveProperty(parameter)
    }
  })

  test('providers that have no such mode get none', async () => {
    expect(await sent('openai-chat', { output: json }, 'mistral')).not.toHaveProperty('response_format')
  })
})

describe('who needs no instruction beside it', () => {
  test.each<[boolean, Connection | ConfiguredConnection]>([
    [true, { name: 'a', kind: 'openai' }],
    [true, { name: 'a', kind: 'openai', baseUrl: 'https://eu.api.openai.com/v1' }],
    [true, { name: 'a', kind: 'anthropic' }],
    [false, { name: 'a', kind: 'openai', baseUrl: 'https://gateway.example/v1' }],
    [false, { name: 'a', kind: 'openai', baseUrl: 'https://api.openai.com.evil.example/v1' }],
    [false, { name: 'a', kind: 'anthropic', baseUrl: 'https://gateway.example' }],
    [false, { name: 'a', kind: 'ollama' }],
    [false, { name: 'a', kind: 'mistral' }],
    [false, { name: 'demo', kind: 'demo', source: 'built-in' }],
  ])('%s: %j', async (expected, connection) => {
    const { core, connect } = createCoreBench()
    if (connection.kind !== 'demo') await connect(connection)
    const reference = { name: connection.name, kind: connection.kind }
    expect(core.connections.enforcesFormat(reference, 'm', json)).toBe(expected)
    expect(core.connections.enforcesFormat(reference, 'm', { format: 'json' })).toBe(false)
    expect(core.connections.enforcesFormat(reference, 'gpt-3.5-turbo', json)).toBe(false)
  })
})

test.each(PROTOCOLS)('aimock takes the request of %s, and answers JSON', async (protocol) => {
  const mock = new LLMock({ port: 0 })
  mock.onMessage('hello', { content: '{"title":"x"}' })
  const origin = await mock.start()
  onTestFinished(() => mock.stop())
  const answer = await ask(protocol, origin, { request: modelRequest({ output: json }) })
  expect(answer).toMatchObject({ text: '{"title":"x"}', error: undefined })
})
