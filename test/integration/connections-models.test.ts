import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDispatcher } from '@main/llm/http-fetch'
import { createModelCatalog } from '@main/llm/model-catalog'
import { createModelListFile } from '@main/llm/model-list-file'
import type { ConfiguredConnection } from '@shared/model/connection'
import { createApiBench } from '../support/api-bench'
import { createCoreBench } from '../support/core-bench'
import { temporaryFolder } from '../support/temporary-folder'
import { TEST_KEY } from '../support/provider-adapters'
import { type Respond, startServer } from '../support/provider-server'

const json =
  (body: unknown): Respond =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

async function serve(respond: Respond) {
  const server = await startServer(respond)
  onTestFinished(() => server.close())
  return server
}

describe('models', () => {
  test('are listed with price and context size, and known offline after that', async () => {
    const body = {
      data: [
        { id: 'claude-sonnet-5' },
        { id: 'claude-own-tune' },
        { id: 'claude-haiku-4-5', max_input_tokens: 123_456 },
      ],
    }
    const server = await startServer(json(body))
    const first = createCoreBench()
    await first.connect({ name: 'Work', kind: 'anthropic', baseUrl: server.origin }, TEST_KEY)
    const list = (refresh?: boolean) =>
      first.client.connections.models({ name: 'Work', ...(refresh !== undefined && { refresh }) })
    // Nobody asked the provider yet: the kind's default model.
    expect((await list()).map(({ id }) => id)).toEqual(['claude-sonnet-5'])
    expect(server.requests).toHaveLength(0)
    const models = await list(true)
    expect(models.map(({ id }) => id)).toEqual(['claude-haiku-4-5', 'claude-own-tune', 'claude-sonnet-5'])
    expect(models[0]).toMatchObject({
      contextTokens: 123_456,
      price: { inputPerMillion: expect.any(Number) },
    })
    expect(models[1]).toEqual({ id: 'claude-own-tune', contextTokens: null, price: null })
    expect(models[2]?.contextTokens).toBeGreaterThan(100_000)
    expect(models[2]?.price?.outputPerMillion).toBeGreaterThan(models[2]?.price?.inputPerMillion ?? 0)
    await server.close()
    expect(await list()).toEqual(models)
    expect(await list(true)).toEqual(models)
    const again = createCoreBench({}, first.dataFolder)
    await again.client.connections.setKey({
      name: 'Work',
      updatedAt: await changed(again.client),
      key: TEST_KEY,
    })
    expect(await again.client.connections.models({ name: 'Work' })).toEqual(models)
  })

  test('the test of a connection fills the list, too', async () => {
    const server = await serve(json({ data: [{ id: 'llama4' }] }))
    const { client, connect } = createCoreBench()
    await connect({ name: 'near', kind: 'ollama', baseUrl: `${server.origin}/v1`, defaultModel: 'llama4' })
    await client.connections.test({ name: 'near' })
    expect(await client.connections.models({ name: 'near' })).toEqual([
      { id: 'llama4', contextTokens: null, price: { inputPerMillion: 0, outputPerMillion: 0 } },
    ])
    expect(server.requests).toHaveLength(1)
  })

  test("the user's own default is among them, whatever the list calls it", async () => {
    const server = await serve(json({ data: [{ id: 'm2' }, { id: 'm10' }] }))
    const { client, connect } = createCoreBench()
    const baseUrl = `${server.origin}/v1`
    await connect({ name: 'Mine', kind: 'openai-compatible', baseUrl, defaultModel: 'mine' })
    const models = await client.connections.models({ name: 'Mine', refresh: true })
    expect(models.map(({ id }) => id)).toEqual(['mine', 'm2', 'm10'])
    expect(models[0]?.price).toBeNull()
  })

  test('a list belongs to an address: with another one it is not shown', async () => {
    const server = await serve(json({ data: [{ id: 'here' }] }))
    const { client, connect } = createCoreBench()
    await connect({ name: 'near', kind: 'ollama', baseUrl: `${server.origin}/v1` })
    await client.connections.models({ name: 'near', refresh: true })
    const [near] = (await client.connections.list()).connections
    await client.connections.save({
      connection: { name: 'near', kind: 'ollama', baseUrl: 'http://127.0.0.1:9/v1' },
      name: 'near',
      updatedAt: near?.updatedAt ?? 0,
    })
    expect(await client.connections.models({ name: 'near' })).toEqual([])
  })

  test("Anthropic's pages are all read", async () => {
    const server = await serve((response, { url }) =>
      url.includes('after_id=b')
        ? json({ data: [{ id: 'c' }], has_more: false, last_id: 'c' })(response, {
            method: '',
            url,
            headers: {},
            body: '',
          })
        : json({ data: [{ id: 'a' }, { id: 'b' }], has_more: true, last_id: 'b' })(response, {
            method: '',
            url,
            headers: {},
            body: '',
          }),
    )
    const { client, connect } = createCoreBench()
    await connect({ name: 'Work', kind: 'anthropic', baseUrl: server.origin }, TEST_KEY)
    const models = await client.connections.models({ name: 'Work', refresh: true })
    expect(models.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  test.each<[string, unknown, object[]]>([
    ['Google names them with a prefix', { data: [{ id: 'models/gemini-3.8-flash' }] }, [{ id: 'gemini-3.8-flash' }]],
    ['some servers send the bare list', [{ id: 'b', context_length: 5 }], [{ id: 'b', contextTokens: 5 }]],
    ['what is no model is left out', { data: [null, 'x', {}, { id: 7 }, { id: 'a\nb' }, { id: '' }, { id: 'good', context_window: -1 }, { id: 'good' }] }, [{ id: 'good', contextTokens: null }]],
    ['a key that is echoed is', { data: [{ id: `model-${TEST_KEY}` }, { id: btoa(TEST_KEY) }, { id: 'good' }] }, [{ id: 'good' }]],
  ])('%s', async (_name, body, expected) => {
    const server = await serve(json(body))
    const { client, connect, dataFolder } = createCoreBench()
    await connect({ name: 'Work', kind: 'gemini', baseUrl: server.origin }, TEST_KEY)
    expect(await client.connections.models({ name: 'Work', refresh: true })).toMatchObject(expected)
    expect(readFileSync(join(dataFolder, 'models.json'), 'utf8')).not.toContain(TEST_KEY)
  }) // prettier-ignore

  test('a server that says nothing is given up, and a broken file is no trouble', async () => {
    const silent = await serve(() => undefined)
    const connection: ConfiguredConnection = {
      name: 'Mine',
      kind: 'openai-compatible',
      baseUrl: `${silent.origin}/v1`,
      source: 'stored',
    }
    const dispatcher = createDispatcher({})
    onTestFinished(() => dispatcher.close())
    const catalog = createModelCatalog({
      connections: () => [connection],
      keys: { get: () => Promise.resolve(undefined) },
      dispatcher: () => Promise.resolve(dispatcher),
      memory: createModelListFile(join(temporaryFolder(), 'a', 'models.json')),
      clock: { now: Date.now, monotonic: () => performance.now() },
      timeLimitMs: 50,
    })
    await expect(catalog.list(connection, new AbortController().signal)).rejects.toMatchObject({
      error: { code: 'timeout' },
    })
    expect(catalog.remembered(connection)).toBeUndefined()
  })
})

describe('servers on this computer', () => {
  const local = async (body: unknown) => (await serve(json(body))).origin

  test('are found only when they are looked for, and never added', async () => {
    const ollama = await serve(json({ data: [{ id: 'a' }, { id: 'b' }] }))
    const baseUrl = `${ollama.origin}/v1`
    const { client } = createApiBench({
      localAddresses: [
        { kind: 'ollama', baseUrl },
        { kind: 'lmstudio', baseUrl: 'http://127.0.0.1:9/v1' },
      ],
    })
    expect((await client.connections.list()).found).toEqual([])
    expect(ollama.requests).toHaveLength(0)
    const { found, connections } = await client.connections.list({ findLocal: true })
    expect(found).toEqual([{ kind: 'ollama', baseUrl, modelCount: 2, latencyMs: expect.any(Number) }])
    expect(connections.map(({ name }) => name)).toEqual(['demo'])
    expect(ollama.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  test('those that are connections are not asked, by either name of this computer', async () => {
    const { client } = createApiBench({
      localAddresses: [{ kind: 'ollama', baseUrl: `${await local({ data: [] })}/v1` }],
    })
    const { found } = await client.connections.list({ findLocal: true })
    const baseUrl = (found[0]?.baseUrl ?? '').replace('127.0.0.1', 'localhost')
    await client.connections.save({ connection: { name: 'mine', kind: 'ollama', baseUrl }, updatedAt: null })
    expect((await client.connections.list({ findLocal: true })).found).toEqual([])
  })

  test('something else on their port is none', async () => {
    const baseUrl = `${await local({ hello: 'world' })}/v1`
    const { client } = createApiBench({ localAddresses: [{ kind: 'lmstudio', baseUrl }] })
    expect((await client.connections.list({ findLocal: true })).found).toEqual([])
  })
})

async function changed(client: ReturnType<typeof createCoreBench>['client']): Promise<number> {
  const { connections } = await client.connections.list()
  return connections.find(({ name }) => name === 'Work')?.updatedAt ?? 0
}
