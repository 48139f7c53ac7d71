import { describe, expect, test } from 'vitest'
import type { ApiClient } from '@shared/contract'
import { aStep, createApiBench } from '../support/api-bench'
import { createCoreBench } from '../support/core-bench'
import { canaryKey, SHORT_KEY } from '../support/canary-keys'
import { memoryCredentials } from '../support/memory-credentials'
import { until } from '../support/until'

const NOWHERE = { code: 'NOT_FOUND', status: 404, defined: true }
const CONFLICT = { code: 'CONFLICT', status: 409, defined: true }
const READ_ONLY = { code: 'INVALID', data: { problems: [{ path: ['name'] }] } }
const KEY = canaryKey('1234')
const work = { name: 'Work', kind: 'openai' as const }

async function withKey(client: ApiClient) {
  const { updatedAt } = await client.connections.save({ connection: work, updatedAt: null })
  return client.connections.setKey({ name: 'Work', updatedAt, key: KEY })
}

async function view(client: ApiClient, name: string) {
  const { connections } = await client.connections.list()
  return connections.find((connection) => connection.name === name)
}

describe('connections', () => {
  test('demo is always there', async () => {
    const { client } = createApiBench()
    expect(await client.connections.list()).toEqual({
      connections: [
        {
          name: 'demo',
          kind: 'demo',
          source: 'built-in',
          key: { needed: false, set: false, storedIn: null },
          isDefault: true,
          updatedAt: 0,
        },
      ],
      found: [],
    })
  })

  test('are added and changed on what the caller saw', async () => {
    const { client } = createApiBench()
    const saved = await client.connections.save({ connection: work, updatedAt: null })
    expect(saved).toMatchObject({ ...work, source: 'stored', key: { needed: true, set: false } })
    await expect(client.connections.save({ connection: work, updatedAt: null })).rejects.toMatchObject(
      CONFLICT,
    )
    const changed = await client.connections.save({
      connection: { ...work, defaultModel: 'm' },
      name: 'Work',
      updatedAt: saved.updatedAt,
    })
    expect(changed).toMatchObject({ defaultModel: 'm' })
    const stale = { connection: work, name: 'Work', updatedAt: saved.updatedAt }
    await expect(client.connections.save(stale)).rejects.toMatchObject(CONFLICT)
    await expect(client.connections.save({ ...stale, name: 'nowhere' })).rejects.toMatchObject(NOWHERE)
    await expect(client.connections.save({ ...stale, name: 'demo' })).rejects.toMatchObject(READ_ONLY)
  })

  test('the name of demo is taken, and an address must be one', async () => {
    const { client } = createApiBench()
    const save = (connection: Parameters<ApiClient['connections']['save']>[0]['connection']) =>
      client.connections.save({ connection, updatedAt: null })
    await expect(save({ name: 'demo', kind: 'openai' })).rejects.toMatchObject(CONFLICT)
    const address = { code: 'INVALID', data: { problems: [{ path: ['connection', 'baseUrl'] }] } }
    await expect(save({ name: 'a', kind: 'openai-compatible' })).rejects.toMatchObject(address)
    await expect(save({ ...work, baseUrl: 'https://api.openai.com@evil.example/v1' })).rejects.toMatchObject(
      address,
    )
  })

  test('are removed with their keys', async () => {
    const { client, core } = createApiBench()
    const { updatedAt } = await withKey(client)
    await expect(client.connections.remove({ name: 'Work', updatedAt: 1 })).rejects.toMatchObject(CONFLICT)
    expect(await client.connections.remove({ name: 'Work', updatedAt })).toEqual({ removed: true })
    expect(core.keys.has({ connection: 'Work', origin: 'https://api.openai.com' })).toBe(false)
    await expect(client.connections.remove({ name: 'Work', updatedAt })).rejects.toMatchObject(NOWHERE)
    await expect(client.connections.remove({ name: 'demo', updatedAt })).rejects.toMatchObject(READ_ONLY)
  })
})

describe('the default connection', () => {
  const other = { name: 'Other', kind: 'ollama' as const }
  const local = { name: 'Local', kind: 'ollama' as const, defaultModel: 'm' }
  const source = { kind: 'inline' as const, workflow: { name: 'Test', steps: [aStep(0)] } }

  async function chosen(client: ApiClient) {
    return (await client.settings.get()).defaultConnection
  }

  test('is the first one that is saved, so that a step which names none can run', async () => {
    const { client, core, requests } = createApiBench()
    const saved = await client.connections.save({ connection: local, updatedAt: null })
    expect(saved.isDefault).toBe(true)
    expect(await chosen(client)).toBe('Local')
    await client.connections.save({ connection: other, updatedAt: null })
    expect(await chosen(client)).toBe('Local')
    const { runId } = await client.workflows.start({ source })
    expect((await core.runs.rested(runId)).status).toBe('completed')
    expect(requests[0]?.connection).toEqual({ name: 'Local', kind: 'ollama' })
  })

  test('follows its connection, and is none when that is removed, until the next one is saved', async () => {
    const { client } = createApiBench()
    const { updatedAt } = await client.connections.save({ connection: local, updatedAt: null })
    const renamed = await client.connections.save({
      connection: { ...local, name: 'Here' },
      name: 'Local',
      updatedAt,
    })
    expect(await chosen(client)).toBe('Here')
    await client.connections.remove({ name: 'Here', updatedAt: renamed.updatedAt })
    expect(await chosen(client)).toBeNull()
    expect(await view(client, 'demo')).toMatchObject({ isDefault: true })
    await client.connections.save({ connection: other, updatedAt: null })
    expect(await chosen(client)).toBe('Other')
  })

  test('stays what the user chose, be it the demo', async () => {
    const { client } = createApiBench()
    await client.settings.update({ updatedAt: 0, changes: { defaultConnection: 'demo' } })
    expect(await client.connections.save({ connection: local, updatedAt: null })).toMatchObject({
      isDefault: false,
    })
    expect(await chosen(client)).toBe('demo')
  })

  test('must exist, keeps its place when it is renamed, and is forgotten when it is removed', async () => {
    const { client } = createApiBench()
    const choose = async (defaultConnection: string | null) => {
      const { updatedAt } = await client.settings.get()
      return client.settings.update({ updatedAt, changes: { defaultConnection } })
    }
    await expect(choose('Work')).rejects.toMatchObject({
      code: 'INVALID',
      data: { problems: [{ path: ['changes', 'defaultConnection'] }] },
    })
    const { updatedAt } = await withKey(client)
    await choose('Work')
    expect(await view(client, 'Work')).toMatchObject({ isDefault: true })
    expect(await view(client, 'demo')).toMatchObject({ isDefault: false })
    const { updatedAt: renamedAt } = await client.connections.save({
      connection: { ...work, name: 'Office' },
      name: 'Work',
      updatedAt,
    })
    expect(await client.settings.get()).toMatchObject({ defaultConnection: 'Office' })
    await client.connections.remove({ name: 'Office', updatedAt: renamedAt })
    expect(await client.settings.get()).toMatchObject({ defaultConnection: null })
  })

  test('is left to the rule where the environment has one', async () => {
    const { client } = createCoreBench({ OPENAI_API_KEY: KEY })
    await client.connections.save({ connection: local, updatedAt: null })
    expect(await chosen(client)).toBeNull()
    expect(await view(client, 'openai')).toMatchObject({ isDefault: true })
  })
})

describe('keys', () => {
  test('are written and never read', async () => {
    const { client } = createApiBench()
    const state = await withKey(client)
    const key = { needed: true, set: true, endsIn: '1234', storedIn: 'session' }
    expect(state).toMatchObject(key)
    expect(await view(client, 'Work')).toMatchObject({ key, updatedAt: state.updatedAt })
    const short = await client.connections.setKey({
      name: 'Work',
      updatedAt: state.updatedAt,
      key: SHORT_KEY,
    })
    expect(short).not.toHaveProperty('endsIn')
    await expect(
      client.connections.setKey({ name: 'Work', updatedAt: state.updatedAt, key: KEY }),
    ).rejects.toMatchObject(CONFLICT)
  })

  test('are forgotten', async () => {
    const { client } = createApiBench()
    const { updatedAt } = await withKey(client)
    expect(await client.connections.deleteKey({ name: 'Work', updatedAt })).toMatchObject({
      set: false,
      storedIn: null,
    })
    await expect(client.connections.deleteKey({ name: 'Work', updatedAt })).rejects.toMatchObject(CONFLICT)
    await expect(client.connections.deleteKey({ name: 'demo', updatedAt })).rejects.toMatchObject(READ_ONLY)
    await expect(client.connections.deleteKey({ name: 'nowhere', updatedAt })).rejects.toMatchObject(NOWHERE)
  })

  test('are refused by what takes none, and by what is not there', async () => {
    const { client } = createApiBench()
    const near = { name: 'near', kind: 'ollama' as const }
    const { updatedAt } = await client.connections.save({ connection: near, updatedAt: null })
    await expect(client.connections.setKey({ name: 'near', updatedAt, key: KEY })).rejects.toMatchObject(
      READ_ONLY,
    )
    await expect(client.connections.setKey({ name: 'demo', updatedAt, key: KEY })).rejects.toMatchObject(
      READ_ONLY,
    )
    await expect(client.connections.setKey({ name: 'nowhere', updatedAt, key: KEY })).rejects.toMatchObject(
      NOWHERE,
    )
  })

  test('go along with a new name, and nowhere with another origin or kind', async () => {
    const { client, core } = createApiBench()
    const { updatedAt } = await withKey(client)
    const renamed = await client.connections.save({
      connection: { ...work, name: 'Office' },
      name: 'Work',
      updatedAt,
    })
    expect(renamed.key).toMatchObject({ set: true, endsIn: '1234' })
    expect(core.keys.has({ connection: 'Work', origin: 'https://api.openai.com' })).toBe(false)
    const moved = await client.connections.save({
      connection: { ...work, name: 'Office', baseUrl: 'https://other.example/v1' },
      name: 'Office',
      updatedAt: renamed.updatedAt,
    })
    expect(moved.key.set).toBe(false)
    const back = await client.connections.save({
      connection: { ...work, name: 'Office' },
      name: 'Office',
      updatedAt: moved.updatedAt,
    })
    expect(back.key.set).toBe(false)
  })
})

describe('with the keychain out of reach', () => {
  async function locked() {
    const { credentials, entries } = memoryCredentials()
    const bench = createApiBench({ credentials })
    const { updatedAt } = await withKey(bench.client)
    const refuse = () => Promise.reject(new TypeError('it is locked'))
    Object.assign(credentials, { read: refuse, write: refuse, erase: refuse })
    const [entry] = [...entries.keys()]
    return { ...bench, updatedAt, entry, slot: { connection: 'Work', origin: 'https://api.openai.com' } }
  }

  test('a connection can be removed, and the entry that stays is named', async () => {
    const { client, updatedAt, entry } = await locked()
    expect(await client.connections.remove({ name: 'Work', updatedAt })).toEqual({
      removed: true,
      leftInKeychain: entry,
    })
    expect(await view(client, 'Work')).toBeUndefined()
    const again = await client.connections.save({ connection: work, updatedAt: null })
    expect(again.key.set).toBe(false)
  })

  test('a connection gets another address, and its key never comes back', async () => {
    const { client, core, slot, updatedAt, entry } = await locked()
    const moved = await client.connections.save({
      connection: { ...work, baseUrl: 'https://other.example/v1' },
      name: 'Work',
      updatedAt,
    })
    expect(moved).toMatchObject({ key: { set: false }, leftInKeychain: entry })
    const back = await client.connections.save({ connection: work, name: 'Work', updatedAt: moved.updatedAt })
    expect(back).toMatchObject({ key: { set: false } })
    expect(back).not.toHaveProperty('leftInKeychain')
    expect(core.keys.has(slot)).toBe(false)
  })

  test('a new key is kept for this session, in the place of the one before', async () => {
    const { client, core, slot, updatedAt, entry } = await locked()
    const key = canaryKey('5678')
    expect(await client.connections.setKey({ name: 'Work', updatedAt, key })).toMatchObject({
      endsIn: '5678',
      storedIn: 'session',
      leftInKeychain: entry,
    })
    expect(await core.keys.get(slot)).toBe(key)
    expect(core.store.connections.keyRecord('Work')).toBeUndefined()
  })

  test('a key is not forgotten by half', async () => {
    const { client, updatedAt } = await locked()
    await expect(client.connections.deleteKey({ name: 'Work', updatedAt })).rejects.toMatchObject({
      code: 'KEYCHAIN_UNAVAILABLE',
      data: { remedy: expect.stringContaining('remove the connection') },
    })
    expect(await view(client, 'Work')).toMatchObject({ key: { set: true } })
  })
})

test('a change that is refused leaves the key where it is', async () => {
  const { client } = createApiBench()
  const { updatedAt } = await withKey(client)
  await client.connections.save({ connection: { ...work, name: 'Other' }, updatedAt: null })
  const taken = { name: 'Other', kind: 'openai' as const, baseUrl: 'https://other.example/v1' }
  await expect(client.connections.save({ connection: taken, name: 'Work', updatedAt })).rejects.toMatchObject(
    CONFLICT,
  )
  expect(await view(client, 'Work')).toMatchObject({ key: { set: true } })
})

test('limits that are raised let in at once who waits', async () => {
  const release = Promise.withResolvers<void>()
  const { client, core, requests, start } = createApiBench({
    answer: () => ({ text: ['x'], until: release.promise }),
  })
  const local = { name: 'Local', kind: 'ollama' as const, defaultModel: 'm' }
  const { updatedAt } = await client.connections.save({
    connection: { ...local, requestsAtATime: 1 },
    updatedAt: null,
  })
  const runId = await start([{}, {}])
  await until(() => core.runs.get(runId).steps[1]?.status === 'waiting')
  expect(requests).toHaveLength(1)
  await client.connections.save({ connection: { ...local, requestsAtATime: 2 }, name: 'Local', updatedAt })
  await until(() => requests.length === 2)
  release.resolve()
  expect((await core.runs.rested(runId)).status).toBe('completed')
})

describe('test', () => {
  test('an answer is a success', async () => {
    const { client, requests } = createApiBench()
    expect(await client.connections.test({ name: 'demo' })).toEqual({
      ok: true,
      latencyMs: 0,
      modelCount: null,
      error: null,
    })
    expect(requests).toMatchObject([{ connection: { name: 'demo' }, maxTokens: 16 }])
  })

  test('a failure is an answer, a missing key too', async () => {
    const { client } = createApiBench({
      answer: () => ({ failure: { code: 'bad_key', message: 'No.', retryable: false } }),
    })
    await client.connections.save({ connection: work, updatedAt: null })
    expect(await client.connections.test({ name: 'Work' })).toMatchObject({
      ok: false,
      error: { code: 'key_missing' },
    })
    expect(await client.connections.test({ name: 'demo' })).toMatchObject({
      ok: false,
      error: { code: 'bad_key', message: 'No.' },
    })
    await expect(client.connections.test({ name: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })

  test('a server that says nothing is given up', async () => {
    const { client, clock } = createApiBench({
      answer: () => ({ until: new Promise(() => undefined) }),
    })
    const outcome = client.connections.test({ name: 'demo' })
    while (clock.asked.length === 0) await new Promise(setImmediate)
    await new Promise(setImmediate)
    await clock.advance(30_000)
    expect(await outcome).toMatchObject({ ok: false, latencyMs: 30_000, error: { code: 'timeout' } })
  })
})

describe('models', () => {
  test('are those that are known, with their prices', async () => {
    const { client } = createApiBench()
    await client.connections.save({
      connection: { name: 'near', kind: 'ollama', defaultModel: 'mystery' },
      updatedAt: null,
    })
    expect(await client.connections.models({ name: 'near' })).toEqual([
      { id: 'mystery', contextTokens: null, price: null },
    ])
    expect(await client.connections.models({ name: 'demo' })).toEqual([
      { id: 'demo', contextTokens: null, price: { inputPerMillion: 1, outputPerMillion: 1 } },
    ])
    await client.connections.save({ connection: work, updatedAt: null })
    await expect(client.connections.models({ name: 'Work' })).rejects.toMatchObject({ code: 'KEY_MISSING' })
    await expect(client.connections.models({ name: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })
})
