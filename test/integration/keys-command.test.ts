import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Home, newHome } from './cli/command-line'
import { canaryKey } from '../support/canary-keys'

/*
 * `baton keys` where there is no keychain. With one: `test/secret-service`.
 */

const KEY = canaryKey('7777')
let home: Home
beforeEach(() => {
  home = newHome()
})
afterEach(() => home.remove())

describe('baton keys set', () => {
  test('says that it can not be kept, and changes nothing', async () => {
    const { code, out, err } = await home.baton(['keys', 'set', 'openai'], { input: `${KEY}\n` })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(
      /The key can't be kept\.\n.*no keychain that Baton can use.*forgotten when Baton ends/,
    )
    expect(err).not.toContain(KEY)
    expect((await home.baton(['keys', 'list'])).out).toBe('demo\tdemo\t\tnone needed\n')
  })

  test('takes no key as an argument', async () => {
    const { code, err } = await home.baton(['keys', 'set', 'openai', KEY])
    expect(code).toBe(2)
    expect(err).toMatch(/^baton: A key is never an argument.*\n {2}Leave it out/)
    // None is printed: every test of the command line ends with a search for them.
    for (const args of [
      ['keys', 'rm', 'openai', KEY],
      ['keys', 'set', 'openai', `--key=${KEY}`],
      ['keys', KEY],
    ])
      expect((await home.baton(args)).code).toBe(2)
  })
})

describe('baton keys list', () => {
  test('shows where each connection goes and whether it has a key, and no key', async () => {
    await home.withApi(async (api) => {
      const baseUrl = 'https://gateway.example:8443/api/v1'
      await api.connections.save({
        connection: { name: 'Gate way', kind: 'openai-compatible', baseUrl },
        updatedAt: null,
      })
      await api.connections.save({ connection: { name: 'mist', kind: 'mistral' }, updatedAt: null })
    })
    const environment = { OPENAI_API_KEY: KEY }
    const { code, out, err } = await home.baton(['keys', 'list'], { environment })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n').map((line) => line.split('\t'))).toEqual([
      ['Gate way', 'openai-compatible', 'https://gateway.example:8443', 'none needed'],
      ['mist', 'mistral', 'https://api.mistral.ai', 'not set'],
      ['openai', 'openai', 'https://api.openai.com', 'set by the environment, ends in 7777'],
      ['demo', 'demo', '', 'none needed'],
      [''],
    ])
    const one = await home.baton(['keys', 'list', 'openai', '--json'], { environment })
    expect(JSON.parse(one.out)).toEqual([
      {
        name: 'openai',
        kind: 'openai',
        origin: 'https://api.openai.com',
        source: 'environment',
        key: { needed: true, set: true, endsIn: '7777', storedIn: 'environment' },
      },
    ])
    expect(out + one.out).not.toContain(KEY)
  })

  test('names what there is', async () => {
    const { code, err } = await home.baton(['keys', 'list', 'nowhere'])
    expect(code).toBe(2)
    expect(err).toContain('There is no connection "nowhere".\n  There are:\n  demo')
  })
})

describe('baton keys rm', () => {
  test('leaves the environment alone', async () => {
    const { code, err } = await home.baton(['keys', 'rm', 'openai'], { environment: { OPENAI_API_KEY: KEY } })
    expect(code).toBe(2)
    expect(err).toContain('made by the environment')
  })

  test('asks which one is meant', async () => {
    const { code, err } = await home.baton(['keys', 'rm'])
    expect(code).toBe(2)
    expect(err).toContain('Which connection is meant?')
  })
})

test('baton keys alone is its manual', async () => {
  const { code, err } = await home.baton(['keys'])
  expect(code).toBe(2)
  expect(err).toContain('Usage: baton keys COMMAND')
  expect((await home.baton(['keys', 'set', '--help'])).out).toContain('Usage: baton keys set [CONNECTION]')
})
