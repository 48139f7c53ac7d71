import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ProviderKind } from '@shared/model/provider-kinds'
import { createCoreBench } from '../support/core-bench'
import { ask, collect, PROTOCOLS, TEST_KEY } from '../support/provider-adapters'
import { startServer } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'
import { canaryKey } from '../support/canary-keys'

const CANARY = canaryKey('5e0c')

/** Every variable that the installed versions of the SDKs read, from their own source. */
function variablesOf(sdk: string): string[] {
  const folder = resolve(import.meta.dirname, '../../node_modules', sdk)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mjs'),
  )
  const names = files.flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    return [
      ...source.matchAll(/(?:readEnv\(|process\.env(?:\?\.)?\[|env\.)\s*['"]?([A-Z][A-Z0-9_]{3,})/g),
    ].map(([, name = '']) => name)
  })
  return [...new Set(names)].filter((name) => /^(?:OPENAI|ANTHROPIC|AZURE|AWS|GOOGLE)_/.test(name))
}

const VARIABLES = [...variablesOf('openai'), ...variablesOf('@anthropic-ai/sdk')]

async function withCanaries<T>(work: () => Promise<T>): Promise<T> {
  const before = { ...process.env }
  for (const name of VARIABLES) {
    process.env[name] = name.endsWith('_BASE_URL') ? `http://127.0.0.1:9/${CANARY}` : CANARY
  }
  Object.assign(process.env, {
    OPENAI_LOG: 'debug',
    ANTHROPIC_LOG: 'debug',
    OPENAI_CUSTOM_HEADERS: `x-canary: ${CANARY}\nauthorization: Bearer ${CANARY}`,
    ANTHROPIC_CUSTOM_HEADERS: `x-canary: ${CANARY}\nx-api-key: ${CANARY}`,
  })
  try {
    return await work()
  } finally {
    process.env = before
  }
}

test.each([
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'OPENAI_ORG_ID',
  'OPENAI_PROJECT_ID',
  'OPENAI_WEBHOOK_SECRET',
  'OPENAI_LOG',
  'OPENAI_CUSTOM_HEADERS',
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_LOG',
  'ANTHROPIC_PROFILE',
])('the SDKs read %s, which is found in their source', (name) => {
  expect(VARIABLES).toContain(name)
})

test.each(PROTOCOLS)('%s: none of it has an effect on a request', async (protocol) => {
  const server = await startServer((response) => {
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end(answerEvents(protocol, ['ok']).join(''))
  })
  onTestFinished(() => server.close())
  const plain = await ask(protocol, server.origin)
  const withAll = await withCanaries(() => ask(protocol, server.origin))
  const withoutKey = await withCanaries(() => ask(protocol, server.origin, { options: { key: undefined } }))
  expect([plain.text, withAll.text, withoutKey.text]).toEqual(['ok', 'ok', 'ok'])
  expect(server.requests[1]).toEqual(server.requests[0])
  expect(JSON.stringify(server.requests)).not.toContain(CANARY)
  expect(server.requests[2]?.headers).not.toHaveProperty('authorization')
})

describe("a connection of the user's own", () => {
  const environment = {
    OPENAI_API_KEY: `${CANARY}-openai`,
    ANTHROPIC_API_KEY: `${CANARY}-anthropic`,
    GROQ_API_KEY: CANARY,
    MISTRAL_API_KEY: CANARY,
    GEMINI_API_KEY: CANARY,
    OPENROUTER_API_KEY: CANARY,
    OLLAMA_API_KEY: CANARY,
  }

  test.each<[string, ProviderKind]>([
    ['Mine', 'openai-compatible'],
    ['openai', 'openai-compatible'],
    ['near', 'ollama'],
    ['openai', 'ollama'],
  ])('named %s of kind %s never gets a key of the environment', async (name, kind) => {
    const server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"id":"m"}]}')
    })
    onTestFinished(() => server.close())
    const { client, connect, core } = createCoreBench({
      ...environment,
      OPENAI_BASE_URL: `${server.origin}/v1`,
    })
    await connect({ name, kind, baseUrl: `${server.origin}/v1`, defaultModel: 'm' })
    expect(await client.connections.test({ name })).toMatchObject({ ok: true })
    await client.connections.models({ name, refresh: true })
    await collect(core.ports.models.stream(request(name, kind), new AbortController().signal))
    expect(server.requests).toHaveLength(3)
    expect(JSON.stringify(server.requests)).not.toContain(CANARY)
  })

  test.each<[string, ProviderKind]>([
    ['openai', 'openai'],
    ['anthropic', 'anthropic'],
    ['Work', 'groq'],
    ['openai', 'groq'],
  ])('named %s of kind %s wants a key of its own', async (name, kind) => {
    const { client, connect } = createCoreBench(environment)
    await connect({ name, kind })
    expect(await client.connections.test({ name })).toMatchObject({ error: { code: 'key_missing' } })
  })
})

test('the two that the environment makes go to their own addresses with their own keys', async () => {
  const servers = await Promise.all(
    ['openai', 'anthropic'].map(() =>
      startServer((response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}')
      }),
    ),
  )
  onTestFinished(async () => void (await Promise.all(servers.map((server) => server.close()))))
  const { client } = createCoreBench({
    OPENAI_API_KEY: `${TEST_KEY}-openai`,
    OPENAI_BASE_URL: `${servers[0]?.origin}/v1`,
    ANTHROPIC_API_KEY: `${TEST_KEY}-anthropic`,
    ANTHROPIC_BASE_URL: servers[1]?.origin,
  })
  for (const name of ['openai', 'anthropic'])
    expect(await client.connections.test({ name })).toMatchObject({ ok: true })
  expect(servers[0]?.requests[0]?.headers.authorization).toBe(`Bearer ${TEST_KEY}-openai`)
  expect(servers[1]?.requests[0]?.headers['x-api-key']).toBe(`${TEST_KEY}-anthropic`)
  expect(JSON.stringify(servers[0]?.requests)).not.toContain('-anthropic')
  expect(JSON.stringify(servers[1]?.requests)).not.toContain('-openai')
})

function request(name: string, kind: string) {
  return {
    connection: { name, kind },
    model: 'm',
    systemPrompt: '',
    messages: [{ role: 'user' as const, content: 'hello' }],
    maxTokens: 16,
    output: { format: 'text' as const },
  }
}
