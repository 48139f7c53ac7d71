import { expect, it } from 'vitest'
import { createEnvironmentKeys } from './environment-keys'
import { layerKeys } from './layer-keys'
import { createSessionKeys } from './session-keys'
import { canaryKey } from '../../../test/support/canary-keys'

const FROM_ENVIRONMENT = canaryKey('envi')
const TYPED = canaryKey('type')

const slot = { connection: 'work', origin: 'https://api.openai.com' }
const elsewhere = { ...slot, origin: 'https://evil.example' }

it('keeps a key for its connection and its origin only', async () => {
  const keys = createSessionKeys()
  expect(await keys.place()).toMatchObject({ kind: 'session' })
  expect(keys.has(slot)).toBe(false)
  await keys.set(slot, canaryKey('one1'))
  expect([keys.has(slot), keys.has(elsewhere), keys.has({ ...slot, connection: 'home' })]).toEqual([
    true,
    false,
    false,
  ])
  expect(await keys.get(slot)).toBe(canaryKey('one1'))
  expect(await keys.get(elsewhere)).toBeUndefined()
})

it('deletes every key of a connection', async () => {
  const keys = createSessionKeys()
  await keys.set(slot, canaryKey('one1'))
  await keys.set(elsewhere, canaryKey('two2'))
  await keys.set({ ...slot, connection: 'home' }, canaryKey('thr3'))
  await keys.delete('work')
  expect([keys.has(slot), keys.has(elsewhere), keys.has({ ...slot, connection: 'home' })]).toEqual([
    false,
    false,
    true,
  ])
})

it('asks the store before the environment, and writes to the store only', async () => {
  const environment = createEnvironmentKeys([{ ...slot, key: FROM_ENVIRONMENT }])
  const keys = layerKeys(createSessionKeys(), environment)
  expect(await keys.get(slot)).toBe(FROM_ENVIRONMENT)
  expect(await keys.get(elsewhere)).toBeUndefined()
  await keys.set(slot, TYPED)
  expect(await keys.get(slot)).toBe(TYPED)
  await keys.delete('work')
  expect(await keys.get(slot)).toBe(FROM_ENVIRONMENT)
})
