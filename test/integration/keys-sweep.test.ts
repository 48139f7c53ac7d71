import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CANARIES, canaryKey, SHORT_KEY } from '../support/canary-keys'
import { createCoreBench } from '../support/core-bench'
import { everythingOf, refuseKeys, sweepForKeys } from '../support/sweep-for-keys'
import { watchPort } from '../support/watch-port'
import { MessageChannelMain } from '../electron/stand-in/message-channel-main'

const DISGUISES: Record<string, (key: string) => string> = {
  'as it is': (key) => key,
  'URL-encoded': encodeURIComponent,
  'URL-encoded in lower case': (key) =>
    encodeURIComponent(key).replaceAll(/%../g, (code) => code.toLowerCase()),
  'in hexadecimal': (key) => Buffer.from(key).toString('hex'),
  'in base64': (key) => btoa(key),
  'in base64, one byte later': (key) => btoa(`:${key}`),
  'in base64, two bytes later': (key) => btoa(`x:${key}`),
  'in base64url': (key) => Buffer.from(`user:${key}`).toString('base64url'),
}

const cases = Object.keys(DISGUISES).flatMap((how) =>
  [canaryKey(), SHORT_KEY, ...CANARIES].map((key) => [key, how] as const),
)

test.each(cases)('%s is found %s', (key, how) => {
  const planted = `before ${DISGUISES[how]?.(key)} after`
  expect(() => refuseKeys(planted, 'here')).toThrow(/^A key of the suite, .* is in here/)
})

test('what is no key is left alone', () => {
  const harmless = 'Ends in Qz0w. See sk-, canary, cnry, Y2FuYXJ5 and 63616e617279.'
  expect(() => refuseKeys(harmless, 'here')).not.toThrow()
})

/** In which keys may be left, other than in those of all other tests. */
function unsweptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-sweep-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a key that got into the database is found in its log, and in the database itself', async () => {
  const { dataFolder, client, core } = createCoreBench({}, unsweptFolder())
  sweepForKeys(dataFolder)
  const steps = [{ label: 'Step', stepType: 'generate' as const, prompt: `Use ${canaryKey()}` }]
  await client.workflows.create({ workflow: { name: 'A key in a prompt', steps } })
  expect(() => sweepForKeys(dataFolder)).toThrow('baton.db-wal')
  await core.close()
  expect(() => sweepForKeys(dataFolder)).toThrow(/baton\.db: /)
})

test.each([
  ['a text', (text: string) => text],
  ['bytes', (text: string) => new TextEncoder().encode(text)],
  ['a buffer', (text: string) => new TextEncoder().encode(text).buffer],
  ['an object', (text: string) => ({ json: { key: text } })],
])('a key that comes over a port as %s is found', async (_name, carry) => {
  const { port1, port2 } = new MessageChannelMain()
  onTestFinished(() => port1.close())
  const refuseKeysOverPort = watchPort(port2)
  port2.start()
  const bring = async (text: string) => {
    const arrived = new Promise((resolve) => port2.once('message', resolve))
    port1.postMessage(carry(text))
    await arrived
  }
  await bring('Ends in Qz0w.')
  expect(refuseKeysOverPort).not.toThrow()
  await bring(`Use ${btoa(canaryKey())}`)
  expect(refuseKeysOverPort).toThrow('over a MessagePort')
})

test('a key is found deep in a folder and late in a file, and on the cause of an error', () => {
  const folder = unsweptFolder()
  mkdirSync(join(folder, 'logs', 'old'), { recursive: true })
  writeFileSync(join(folder, 'logs', 'old', 'baton.log'), `${'x'.repeat(3_000_000)}${btoa(canaryKey())}`)
  expect(() => sweepForKeys(folder)).toThrow(/in base64, is in .*baton\.log/)
  const cause = Object.assign(new TypeError('no'), { headers: [canaryKey()] })
  const error = new TypeError('It failed.', { cause })
  expect(() => refuseKeys(everythingOf(error), 'the error')).toThrow('is in the error')
})
