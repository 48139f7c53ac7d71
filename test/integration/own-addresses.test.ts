import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Connection } from '@shared/model/connection'
import { type ProviderKind, PROVIDER_KINDS } from '@shared/model/provider-kinds'
import type { JsonSchema, StepSettings } from '@shared/model/step'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import { createCoreBench } from '../support/core-bench'
import { ownAddresses } from '../support/own-addresses'
import { type NetworkProtocol, TEST_KEY } from '../support/provider-adapters'
import { sendStream, type ReceivedRequest } from '../support/provider-server'
import { answerEvents, errorEvent, named } from '../support/provider-streams'

/*
 * What is asked of a provider at its own address differs from what is asked elsewhere: OpenAI's speaks Responses, and
 * both makers are trusted to keep to a schema. These tests go there, through a proxy that leads to this computer.
 */

const schema: JsonSchema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] }

/** A connection to `hosts[0]` and a run of one step on it, at a server that answers as told. */
async function world(
  connection: Omit<Connection, 'name'>,
  answer: (response: ServerResponse, request: ReceivedRequest) => void,
  { trusted = true } = {},
) {
  const host = new URL(connection.baseUrl ?? PROVIDER_PRESETS[connection.kind].baseUrl ?? '').host
  const place = await ownAddresses(
    [host],
    (response, request) => {
      if (request.method === 'POST') return answer(response, request)
      response.writeHead(200, { 'content-type': 'application/json' })
      const id = PROVIDER_PRESETS[connection.kind].defaultModel ?? 'm'
      response.end(JSON.stringify({ data: [{ id }] }))
    },
    { trusted },
  )
  const { client, connect, core } = createCoreBench(place.environment)
  await connect({ name: 'Work', ...connection }, TEST_KEY)
  const run = async (step: Partial<StepSettings> = {}) => {
    const steps = [
      { id: 's1', label: 'S', stepType: 'generate' as const, prompt: 'go', maxRetries: 0, ...step },
    ]
    const { runId } = await client.workflows.start({
      source: { kind: 'inline', workflow: { name: 'W', steps } },
    })
    return core.runs.rested(runId)
  }
  const sent = () => place.requests.filter(({ method }) => method === 'POST')
  const body = (): Record<string, unknown> => JSON.parse(sent().at(-1)?.body ?? '')
  return { ...place, host, client, run, sent, body }
}

const fine =
  (protocol: NetworkProtocol, pieces = ['fi', 'ne']) =>
  (response: ServerResponse) =>
    sendStream(response, answerEvents(protocol, pieces))

describe.each([
  ['itself', undefined],
  ['in Europe', 'https://eu.api.openai.com/v1'],
])('OpenAI %s', (_name, baseUrl) => {
  const openai = { kind: 'openai' as const, ...(baseUrl !== undefined && { baseUrl }) }

  test('is asked through Responses, with its key, and nothing goes elsewhere', async () => {
    const { client, run, sent, body, requests, targets, host } = await world(openai, fine('openai-responses'))
    expect(await client.connections.test({ name: 'Work' })).toMatchObject({ modelCount: 1, error: null })
    expect(requests[0]?.url).toBe('/v1/models')
    expect(await run({ systemPrompt: 'Be brief.', maxTokens: 99 })).toMatchObject({
      status: 'completed',
      steps: [{ output: 'fine', tokenUsage: { inputTokens: 20, outputTokens: 9, cachedInputTokens: 4 } }],
    })
    expect(sent().map(({ url }) => url)).toEqual(['/v1/responses'])
    expect(body()).toMatchObject({ stream: true, store: false, max_output_tokens: 99 })
    for (const { headers } of requests) {
      expect(headers).toMatchObject({ host, authorization: `Bearer ${TEST_KEY}` })
    }
    expect(new Set(targets)).toEqual(new Set([`${host}:443`]))
  })

  test('is given the schema, and not told of it in the prompt', async () => {
    const { run, body } = await world(openai, fine('openai-responses', ['{"n":', '1}']))
    expect(await run({ output: { format: 'json', schema } })).toMatchObject({
      status: 'completed',
      steps: [{ output: '{"n":1}' }],
    })
    expect(body()).toMatchObject({
      text: {
        format: { type: 'json_schema', strict: true, schema: { ...schema, additionalProperties: false } },
      },
    })
    expect(JSON.stringify(body()['input'])).not.toContain('integer')
  })

  test('refuses, says what is wrong in the stream, and breaks off: each is what it is', async () => {
    const events = answerEvents('openai-responses', ['half', ' of it'])
    const refusal = named('response.refusal.delta', { type: 'response.refusal.delta', delta: 'I won’t.' })
    const error = errorEvent('openai-responses', { code: 'insufficient_quota', message: 'as it says' })
    const answers: string[][] = [
      [events[0] ?? '', refusal, ...answerEvents('openai-responses', []).slice(1)],
      [...events.slice(0, 3), error],
      events.slice(0, 3),
    ]
    const { run } = await world(openai, (response) => sendStream(response, answers.shift() ?? []))
    expect((await run()).steps[0]).toMatchObject({ status: 'failed', error: { code: 'refused' } })
    expect((await run()).steps[0]).toMatchObject({ status: 'failed', error: { code: 'no_credit' } })
    expect((await run()).steps[0]).toMatchObject({ status: 'failed', error: { code: 'stream_cut' } })
  })

  test('that nobody vouches for gets neither key nor prompt', async () => {
    const { run, requests } = await world(openai, fine('openai-responses'), { trusted: false })
    expect((await run()).steps[0]).toMatchObject({ status: 'failed', error: { code: 'network' } })
    expect(requests).toEqual([])
  })
})

test('Anthropic itself is given the schema, and not told of it in the prompt', async () => {
  const { run, sent, body, targets } = await world({ kind: 'anthropic' }, fine('anthropic', ['{"n":', '1}']))
  expect(await run({ output: { format: 'json', schema } })).toMatchObject({
    status: 'completed',
    steps: [{ output: '{"n":1}' }],
  })
  expect(sent()[0]).toMatchObject({ url: '/v1/messages', headers: { authorization: `Bearer ${TEST_KEY}` } })
  expect(body()).toMatchObject({ output_config: { format: { type: 'json_schema' } } })
  expect(JSON.stringify(body()['messages'])).not.toContain('integer')
  expect(new Set(targets)).toEqual(new Set(['api.anthropic.com:443']))
})

const hosted: ProviderKind[] = PROVIDER_KINDS.filter((kind) =>
  PROVIDER_PRESETS[kind].baseUrl?.startsWith('https://'),
)

test.each(hosted)('%s: its key goes to its own address alone', async (kind) => {
  const protocol = { openai: 'openai-responses', anthropic: 'anthropic' } as const
  const { run, requests, targets, host } = await world(
    { kind },
    fine(kind === 'openai' || kind === 'anthropic' ? protocol[kind] : 'openai-chat'),
  )
  expect(await run({ model: 'm' })).toMatchObject({ status: 'completed', steps: [{ output: 'fine' }] })
  expect(new Set(targets)).toEqual(new Set([`${host}:443`]))
  expect(requests.map(({ headers }) => headers.host)).toEqual(requests.map(() => host))
  expect(requests.at(-1)?.headers.authorization).toBe(`Bearer ${TEST_KEY}`)
})
