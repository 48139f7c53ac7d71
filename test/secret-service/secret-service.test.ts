import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createKeychain } from '@main/secrets/keychain'
import { openCredentials } from '@main/secrets/open-credentials'
import { openStore } from '@main/store/open-store'
import { temporaryFolder } from '../support/temporary-folder'
import { canaryKey } from '../support/canary-keys'

/*
 * The keychain against a real Secret Service, which `scripts/with-secret-service.mjs` starts. `npm test` runs these
 * where one can be had, and says so where none can.
 */

// Several processes a test, and a build may come first.
vi.setConfig({ testTimeout: 120_000 })

const KEY = canaryKey('7777')
const origin = 'https://api.openai.com'
const slot = { connection: 'Work', origin }
let lastId = 0

/** As the application has it. Calling it again on the same folder is a restart. */
function open(dataFolder: string) {
  const store = openStore({ dataFolder, now: Date.now, newId: () => String(++lastId) })
  onTestFinished(() => store.close())
  if (store.connections.get('Work') === undefined) store.connections.add({ name: 'Work', kind: 'openai' })
  return createKeychain({
    records: {
      find: (name) => store.connections.keyRecord(name),
      write: (name, record) => store.connections.writeKeyRecord(name, record),
    },
    open: () => openCredentials(process.platform, process.env),
    newId: () => `${Date.now()}-${process.pid}-${++lastId}`,
    patienceMs: 15_000,
  })
}

test('a key survives a restart, and is gone when it is deleted', async () => {
  const folder = temporaryFolder()
  const first = open(folder)
  expect(await first.place()).toEqual({ kind: 'keychain' })
  await first.set(slot, KEY)
  const second = open(folder)
  expect(second.find(slot)).toEqual({ endsIn: '7777', storedIn: 'keychain' })
  expect(await second.get(slot)).toBe(KEY)
  await second.set(slot, `${KEY}-newer`)
  expect(await first.get(slot)).toBe(`${KEY}-newer`)
  await second.delete('Work')
  expect(await open(folder).get(slot)).toBeUndefined()
})

test('a key is found for no other origin and no other data folder', async () => {
  const keys = open(temporaryFolder())
  await keys.set(slot, KEY)
  expect(await keys.get({ ...slot, origin: 'https://elsewhere.example' })).toBeUndefined()
  expect(await open(temporaryFolder()).get(slot)).toBeUndefined()
})

test('it is the Secret Service that holds it, not the keyring of the kernel', async () => {
  const keys = open(temporaryFolder())
  await keys.set(slot, KEY)
  expect(readFileSync('/proc/keys', 'utf8')).not.toMatch(/baton|openai/i)
  expect(callService('SearchItems', 'dict:string:string:service,Baton')).toContain('/secrets/collection/')
})

test('baton keys: sets, lists and removes; the key is in no file and on no stream', async () => {
  const home = temporaryFolder()
  const baton = (args: string[], input = '') => runBaton(home, args, input)
  const set = await baton(['keys', 'set', 'openai'], `${KEY}\n`)
  expect(set).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Added.*"openai" \(ends in 7777\).*https:\/\/api\.openai\.com/),
  })
  const list = await baton(['keys', 'list', '--json'])
  const [openai] = JSON.parse(list.out)
  expect(openai).toMatchObject({ origin, key: { set: true, endsIn: '7777', storedIn: 'keychain' } })
  const again = await baton(['keys', 'set'], `${KEY}\n`)
  expect(again).toMatchObject({ code: 0, out: expect.not.stringContaining('Added') })
  const removed = await baton(['keys', 'rm', 'openai'])
  expect(removed).toMatchObject({ code: 0, out: 'Removed the key of "openai".\n' })
  expect((await baton(['keys', 'rm', 'openai'])).out).toBe('"openai" has no key.\n')
  const seen = [set, list, again, removed].map(({ out, err }) => out + err).join('')
  for (const form of [KEY, btoa(KEY), encodeURIComponent(KEY)]) {
    expect(seen).not.toContain(form)
    for (const file of filesIn(home)) expect(readFileSync(file, 'latin1')).not.toContain(form)
  }
})

// The last two, in this order: what they do to the service is not undone.
test('a locked keychain gives no key, says so, and keeps it', async () => {
  const folder = temporaryFolder()
  const keys = open(folder)
  await keys.set(slot, KEY)
  const other = open(temporaryFolder())
  await other.set(slot, KEY)
  const home = temporaryFolder()
  await runBaton(home, ['keys', 'set', 'openai'], `${KEY}\n`)
  callService('Lock', 'array:objpath:/org/freedesktop/secrets/collection/login')
  const fresh = open(temporaryFolder())
  // Without a display nobody can unlock it.
  await fresh.set(slot, KEY)
  expect(fresh.find(slot)).toEqual({ endsIn: '7777', storedIn: 'session' })
  expect(await fresh.place()).toMatchObject({ kind: 'session' })
  await expect(keys.delete('Work')).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
  expect(keys.find(slot)?.storedIn).toBe('keychain')

  // Replaced, or its connection gone: it serves no more, and its entry is named.
  const entry = /^https:\/\/api\.openai\.com \S+$/
  expect(await open(folder).set(slot, `${KEY}-newer`)).toMatch(entry)
  expect(await other.forget('Work')).toMatch(entry)
  const afterRestart = open(folder)
  expect([afterRestart.has(slot), await afterRestart.get(slot), other.has(slot)]).toEqual([
    false,
    undefined,
    false,
  ])
  expect(await runBaton(home, ['keys', 'set', 'openai'], `${KEY}-newer\n`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('the one before serves no more'),
  })
  expect(await runBaton(home, ['keys', 'list', '--json'], '')).toMatchObject({
    out: expect.stringMatching(/"set":\s*false/),
  })
})

test('a service that hangs is given up within seconds', async () => {
  const pid = Number(
    /uint32 (\d+)/.exec(callBus('GetConnectionUnixProcessID', 'string:org.freedesktop.secrets'))?.[1],
  )
  process.kill(pid, 'SIGSTOP')
  onTestFinished(() => void process.kill(pid, 'SIGCONT'))
  const keys = open(temporaryFolder())
  const startedAt = performance.now()
  expect((await keys.place()).kind).toBe('session')
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})

function callService(method: string, argument: string): string {
  return dbus(
    'org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    `org.freedesktop.Secret.Service.${method}`,
    argument,
  )
}

function callBus(method: string, argument: string): string {
  return dbus('org.freedesktop.DBus', '/org/freedesktop/DBus', `org.freedesktop.DBus.${method}`, argument)
}

function dbus(service: string, path: string, method: string, argument: string): string {
  return execFileSync(
    'dbus-send',
    ['--session', '--print-reply', `--dest=${service}`, path, method, argument],
    { encoding: 'utf8' },
  )
}

async function runBaton(home: string, args: string[], input: string) {
  const script = resolve(import.meta.dirname, '../../scripts/baton.mjs')
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, BATON_HOME: home } })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part))
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
