import { describe, expect, onTestFinished, test } from 'vitest'
import { createConnections } from '@main/llm/connections'
import { createTokenCounter } from '@main/llm/count-tokens'
import { createModelPort } from '@main/llm/model-port'
import { createKeychain, type KeychainOptions } from '@main/secrets/keychain'
import type { Credentials } from '@main/secrets/open-credentials'
import { openCredentials } from '@main/secrets/open-credentials'
import { createEnvironmentKeys } from '@main/secrets/environment-keys'
import { layerKeys } from '@main/secrets/layer-keys'
import { openStore, type Store } from '@main/store/open-store'
import { memoryCredentials } from '../support/memory-credentials'
import { temporaryFolder } from '../support/temporary-folder'
import { collect, modelRequest } from '../support/provider-adapters'
import { canaryKey, SHORT_KEY } from '../support/canary-keys'

const KEY = canaryKey('abcd')
const home = 'https://api.openai.com'
const slot = { connection: 'Work', origin: home }
const elsewhere = { ...slot, origin: 'https://elsewhere.example' }
const never = new Promise<never>(() => undefined)

function storeWith(...names: string[]): Store {
  const store = openStore({ dataFolder: temporaryFolder(), now: () => 1, newId: () => 'id' })
  onTestFinished(() => store.close())
  for (const name of names) store.connections.add({ name, kind: 'openai' })
  return store
}

/** As `app.ts` makes it. Calling it again is a restart. */
function keychainOn(store: Store, credentials: Credentials, options: Partial<KeychainOptions> = {}) {
  return createKeychain({
    records: {
      find: (name) => store.connections.keyRecord(name),
      write: (name, record) => store.connections.writeKeyRecord(name, record),
    },
    open: () => Promise.resolve(credentials),
    newId: () => String(++lastId),
    ...options,
  })
}
let lastId = 0

describe('with a keychain', () => {
  test('a key survives a restart, for its connection and origin only', async () => {
    const store = storeWith('Work', 'Home')
    const { credentials } = memoryCredentials()
    await keychainOn(store, credentials).set(slot, KEY)
    const keys = keychainOn(store, credentials)
    expect(keys.find(slot)).toEqual({ endsIn: 'abcd', storedIn: 'keychain' })
    expect(await keys.get(slot)).toBe(KEY)
    for (const other of [elsewhere, { ...slot, connection: 'Home' }, { ...slot, connection: 'nowhere' }]) {
      expect(keys.has(other)).toBe(false)
      expect(keys.find(other)).toBeUndefined()
      expect(await keys.get(other)).toBeUndefined()
    }
    expect(await keys.place()).toEqual({ kind: 'keychain' })
  })

  test('what is known of a key is answered without the keychain', async () => {
    const store = storeWith('Work')
    const { credentials } = memoryCredentials()
    await keychainOn(store, credentials).set(slot, KEY)
    const keys = keychainOn(store, credentials, { open: () => expect.unreachable('nobody asked for a key') })
    expect([keys.has(slot), keys.find(slot)?.endsIn]).toEqual([true, 'abcd'])
  })

  test('a key is read once, and again when another process replaced it', async () => {
    const store = storeWith('Work')
    const { credentials, asked, entries } = memoryCredentials()
    await keychainOn(store, credentials).set(slot, KEY)
    const keys = keychainOn(store, credentials)
    asked.length = 0
    expect([await keys.get(slot), await keys.get(slot)]).toEqual([KEY, KEY])
    expect(asked).toHaveLength(1)
    await keychainOn(store, credentials).set(slot, 'another key, of that other process')
    expect(await keys.get(slot)).toBe('another key, of that other process')
    expect([...entries.values()]).toEqual(['another key, of that other process'])
  })

  test('the entry names the origin: a changed record leads to no key', async () => {
    const store = storeWith('Work')
    const { credentials } = memoryCredentials()
    await keychainOn(store, credentials).set(slot, KEY)
    const record = store.connections.keyRecord('Work')
    expect(record?.origin).toBe(home)
    const entry = record?.entry ?? ''
    store.connections.writeKeyRecord('Work', { entry, origin: elsewhere.origin, endsIn: null })
    expect(await keychainOn(store, credentials).get(elsewhere)).toBeUndefined()
  })

  test('a key goes along with a new name', async () => {
    const store = storeWith('Work')
    const { credentials } = memoryCredentials()
    const keys = keychainOn(store, credentials)
    await keys.set(slot, KEY)
    store.connections.replace('Work', { name: 'Office', kind: 'openai' }, 1)
    keys.rename('Work', 'Office')
    expect(await keys.get({ ...slot, connection: 'Office' })).toBe(KEY)
    expect(keys.has(slot)).toBe(false)
  })

  test('a deleted key is gone from the keychain and from the record', async () => {
    const store = storeWith('Work')
    const { credentials, entries } = memoryCredentials()
    const keys = keychainOn(store, credentials)
    await keys.set(slot, KEY)
    await keys.delete('Work')
    expect([keys.has(slot), await keys.get(slot), entries.size]).toEqual([false, undefined, 0])
    await keys.delete('Work')
    await keys.set(slot, KEY)
    expect(await keys.forget('Work')).toBeUndefined()
    expect([keys.has(slot), entries.size]).toEqual([false, 0])
  })

  test('a key that was deleted in the keychain itself is not set any more', async () => {
    const store = storeWith('Work')
    const { credentials, entries } = memoryCredentials()
    await keychainOn(store, credentials).set(slot, KEY)
    entries.clear()
    const keys = keychainOn(store, credentials)
    expect(await keys.get(slot)).toBeUndefined()
    expect(keys.has(slot)).toBe(false)
  })

  test('a short key shows no part of itself', async () => {
    const store = storeWith('Work')
    const { credentials } = memoryCredentials()
    const keys = keychainOn(store, credentials)
    await keys.set(slot, SHORT_KEY)
    expect(keys.find(slot)).toEqual({ storedIn: 'keychain' })
  })
})

describe('without one', () => {
  const failing = () => Promise.reject(new TypeError('no bus.\n'))

  test('a key is kept for this session, and said to be', async () => {
    const store = storeWith('Work')
    const keys = keychainOn(store, memoryCredentials().credentials, { open: failing })
    expect(await keys.place()).toMatchObject({
      kind: 'session',
      problem: expect.stringContaining('(no bus)'),
      remedy: expect.any(String),
    })
    await keys.set(slot, KEY)
    expect(keys.find(slot)).toEqual({ endsIn: 'abcd', storedIn: 'session' })
    expect(await keys.get(slot)).toBe(KEY)
    expect(store.connections.keyRecord('Work')).toBeUndefined()
    keys.rename('Work', 'Office')
    expect(await keys.get({ ...slot, connection: 'Office' })).toBe(KEY)
    await keys.delete('Office')
    expect(keys.has({ ...slot, connection: 'Office' })).toBe(false)
  })

  test('one that appears later is used', async () => {
    const store = storeWith('Work')
    const { credentials } = memoryCredentials()
    let there = false
    const keys = keychainOn(store, credentials, {
      open: () => (there ? Promise.resolve(credentials) : failing()),
    })
    expect((await keys.place()).kind).toBe('session')
    await keys.set(slot, KEY)
    there = true
    await keys.set(slot, canaryKey('good'))
    expect((await keys.place()).kind).toBe('keychain')
    expect(keys.find(slot)?.storedIn).toBe('keychain')
    expect(await keys.get(slot)).toBe(canaryKey('good'))
  })

  test('a key that is there but out of reach is an error, and is not forgotten', async () => {
    const store = storeWith('Work')
    await keychainOn(store, memoryCredentials().credentials).set(slot, KEY)
    const keys = keychainOn(store, memoryCredentials().credentials, { open: failing })
    const unavailable = { code: 'KEYCHAIN_UNAVAILABLE', remedy: expect.stringContaining('Unlock') }
    await expect(keys.get(slot)).rejects.toMatchObject(unavailable)
    await expect(keys.delete('Work')).rejects.toMatchObject(unavailable)
    expect(keys.has(slot)).toBe(true)
  })

  test('a key that can only be forgotten leads nowhere any more, and its entry is named', async () => {
    const store = storeWith('Work')
    const { credentials, entries } = memoryCredentials()
    await keychainOn(store, credentials).set(slot, KEY)
    const [entry] = [...entries.keys()]
    const keys = keychainOn(store, credentials, { open: failing })
    expect(await keys.forget('Work')).toBe(entry)
    expect(entry).toContain(home)
    const afterRestart = keychainOn(store, credentials)
    expect([keys.has(slot), afterRestart.has(slot), await afterRestart.get(slot)]).toEqual([
      false,
      false,
      undefined,
    ])
    expect(await keys.forget('Work')).toBeUndefined()
  })

  test('on Linux, no D-Bus session is told at once, without native code', async () => {
    await expect(openCredentials('linux', {})).rejects.toThrow('no D-Bus session')
    await expect(openCredentials('linux', { XDG_RUNTIME_DIR: temporaryFolder() })).rejects.toThrow('D-Bus')
  })
})

describe('with one that is locked or hangs', () => {
  test('a key that it does not take is kept for this session, and the reason is told', async () => {
    const store = storeWith('Work')
    const { credentials } = memoryCredentials({
      write: () => Promise.reject(new TypeError('the prompt was dismissed')),
    })
    const keys = keychainOn(store, credentials)
    await keys.set(slot, KEY)
    expect(keys.find(slot)?.storedIn).toBe('session')
    expect(await keys.place()).toMatchObject({
      kind: 'session',
      problem: expect.stringContaining('dismissed'),
    })
  })

  test('a key that was replaced by one it did not take never serves again', async () => {
    const store = storeWith('Work')
    const { credentials, entries } = memoryCredentials()
    await keychainOn(store, credentials).set(slot, KEY)
    const [old] = [...entries.keys()]
    const refusing = { ...credentials, write: () => Promise.reject(new TypeError('no room')) }
    const keys = keychainOn(store, refusing)
    expect(await keys.get(slot)).toBe(KEY)
    expect(await keys.set(slot, canaryKey('newr'))).toBe(old)
    expect([keys.find(slot), await keys.get(slot)]).toEqual([
      { endsIn: 'newr', storedIn: 'session' },
      canaryKey('newr'),
    ])
    const afterRestart = keychainOn(store, credentials)
    expect([afterRestart.has(slot), await afterRestart.get(slot)]).toEqual([false, undefined])
  })

  test('a key that was replaced and could not be erased is named', async () => {
    const store = storeWith('Work')
    const { credentials, entries } = memoryCredentials({ erase: () => Promise.reject(new TypeError('no')) })
    const keys = keychainOn(store, credentials)
    expect(await keys.set(slot, KEY)).toBeUndefined()
    const [old] = [...entries.keys()]
    expect(await keys.set(slot, canaryKey('newr'))).toBe(old)
    expect(await keys.get(slot)).toBe(canaryKey('newr'))
  })

  test('nobody waits for ever', async () => {
    const store = storeWith('Work')
    await keychainOn(store, memoryCredentials().credentials).set(slot, KEY)
    const hanging = memoryCredentials({ read: () => never, write: () => never, erase: () => never })
    const keys = keychainOn(store, hanging.credentials, { patienceMs: 20 })
    await expect(keys.get(slot)).rejects.toMatchObject({
      code: 'KEYCHAIN_UNAVAILABLE',
      message: expect.stringContaining('has not answered'),
    })
    await expect(keys.delete('Work')).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
    await keys.set(slot, canaryKey('newr'))
    expect(await keys.get(slot)).toBe(canaryKey('newr'))
    const opening = keychainOn(store, hanging.credentials, { open: () => never, patienceMs: 20 })
    expect((await opening.place()).kind).toBe('session')
  })
})

test("the environment has no part in a connection of the user's own", async () => {
  const store = storeWith('openai')
  const environment = createEnvironmentKeys(
    [
      { connection: 'openai', origin: home, key: KEY },
      { connection: 'anthropic', origin: 'https://api.anthropic.com', key: KEY },
    ],
    (name) => store.connections.get(name) !== undefined,
  )
  const keys = layerKeys(keychainOn(store, memoryCredentials().credentials), environment)
  expect(keys.has({ connection: 'openai', origin: home })).toBe(false)
  expect(await keys.get({ connection: 'openai', origin: home })).toBeUndefined()
  expect(keys.find({ connection: 'anthropic', origin: 'https://api.anthropic.com' })).toEqual({
    endsIn: 'abcd',
    storedIn: 'environment',
  })
})

test('a step whose key is out of reach fails with what to do', async () => {
  const store = storeWith('Work')
  await keychainOn(store, memoryCredentials().credentials).set(slot, KEY)
  const locked = memoryCredentials({ read: () => Promise.reject(new TypeError('the prompt was dismissed')) })
  const keys = keychainOn(store, locked.credentials)
  const connections = createConnections({
    stored: () => store.connections.list(),
    environment: {},
    defaultName: () => undefined,
    keys,
  })
  expect(connections.resolve('Work', 'm')).toMatchObject({ model: 'm' })
  const models = createModelPort({
    connections,
    keys,
    environment: {},
    demoPace: 0,
    clock: { now: Date.now, sleep: () => Promise.resolve() },
    tokens: createTokenCounter(),
  })
  const request = modelRequest({ connection: { name: 'Work', kind: 'openai' } })
  const { failure } = await collect(models.stream(request, new AbortController().signal))
  expect(failure).toMatchObject({
    code: 'bad_key',
    message: expect.stringContaining('prompt was dismissed'),
    remedy: expect.stringContaining('Unlock'),
    retryable: false,
  })
})
