import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const PROJECT = resolve(import.meta.dirname, '../..')

/** Texts that only look like keys, for what is told apart by its look; and what tells keys apart. */
const EXCEPTIONS = new Set([
  'src/main/llm/redact.test.ts',
  'test/house/canary-keys.test.ts',
  'test/integration/keys-sweep.test.ts',
  'test/support/canary-keys.ts',
])

/** A key that is written down: by its look, in a variable for keys, where one is stored, or where one is typed. */
const OWN_KEYS = [
  /['"`](?:sk|gsk|xai|pk)-[\w-]{4,}/g,
  /_API_KEY['"]?\]?\s*[:=]\s*['"`](?!\$\{)[^'"`\s]/g,
  /setKey\([^)]*\bkey: ['"`](?!\$\{)/g,
  /keys\.set\([^)]*,\s*['"`](?!\$\{)/g,
  /getByLabel\('Key'\)\.fill\(['"`](?!\$\{)/g,
]

test('every key that a test uses comes from test/support/canary-keys.ts, where a sweep knows it', () => {
  const files = testFiles('test/**/*.ts', 'src/**/*.test.{ts,tsx}', 'src/renderer/test-support/*')
  expect(files.length).toBeGreaterThan(150)
  const found = files
    .filter((file) => !EXCEPTIONS.has(file))
    .flatMap((file) =>
      OWN_KEYS.flatMap((pattern) => read(file).match(pattern) ?? []).map((key) => `${file}: ${key}`),
    )
  expect(found).toEqual([])
})

/** What these make a folder for is no data of Baton's, meets no key, or has keys in it on purpose. */
const WITHOUT_SWEEP = new Set([
  'test/house/canary-keys.test.ts',
  'test/integration/cli/compiled-code.test.ts',
  'test/integration/keys-sweep.test.ts',
  'test/support/bundle-program.ts',
  'test/support/provider-process.ts',
])

test('whoever makes a folder for a test sweeps it for keys before it goes', () => {
  const makers = testFiles('test/**/*.ts').filter(
    (file) => !WITHOUT_SWEEP.has(file) && read(file).includes('mkdtemp'),
  )
  expect(makers.length).toBeGreaterThan(2)
  expect(makers.filter((file) => !read(file).includes('sweepForKeys'))).toEqual([])
})

/** These open what is no port to the API, or send it nothing that it would answer. */
const WITHOUT_WATCH = new Set([
  'test/electron/stand-in/message-channel-main.ts',
  'test/fuzz/socket-frames.test.ts',
  'test/house/canary-keys.test.ts',
  'test/integration/browser-host-frames.test.ts',
])

test('whoever opens a port or a socket to the API searches what comes over it for keys', () => {
  // Every socket of a page is heard by `test/e2e/support/baton-test.ts`.
  const openers = testFiles('test/**/*.ts').filter(
    (file) =>
      !WITHOUT_WATCH.has(file) &&
      !file.startsWith('test/e2e/') &&
      /new (?:MessageChannelMain|RPCLink|PortLink|WebSocket)\(/.test(read(file)),
  )
  expect(openers.length).toBeGreaterThan(3)
  expect(openers.filter((file) => !/watchPort|refuseKeys/.test(read(file)))).toEqual([])
})

/** Of the suites; benchmarks have nothing to hide. */
function testFiles(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: PROJECT })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !/^test\/(?:fixtures|benchmark)\//.test(file))
}

function read(file: string): string {
  return readFileSync(resolve(PROJECT, file), 'utf8')
}
