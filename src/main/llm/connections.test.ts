import { describe, expect, it } from 'vitest'
import type { Connection } from '@shared/model/connection'
import { type ConnectionSources, createConnections } from './connections'
import { environmentKeys, type Environment } from './environment-connections'
import { canaryKey } from '../../../test/support/canary-keys'

const KEY = canaryKey()

function connectionsOf({
  stored = [],
  environment = {},
  defaultName,
  keys = stored.map(({ name }) => name),
}: { stored?: Connection[]; environment?: Environment; defaultName?: string; keys?: string[] } = {}) {
  const bound = environmentKeys(environment)
  const sources: ConnectionSources = {
    stored: () => stored,
    environment,
    defaultName: () => defaultName,
    keys: {
      has: ({ connection, origin }) =>
        keys.includes(connection) ||
        bound.some((key) => key.connection === connection && key.origin === origin),
    },
  }
  return createConnections(sources)
}

const work: Connection = { name: 'work', kind: 'openai', defaultModel: 'gpt-4o' }
const home: Connection = { name: 'home', kind: 'openai' }
const claude: Connection = { name: 'claude', kind: 'anthropic' }
const local: Connection = { name: 'local', kind: 'ollama' }

describe('list', () => {
  it('has the stored ones, those of the environment, and demo', () => {
    const connections = connectionsOf({
      stored: [work],
      environment: { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY },
    })
    expect(connections.list().map(({ name, source }) => [name, source])).toEqual([
      ['work', 'stored'],
      ['openai', 'environment'],
      ['anthropic', 'environment'],
      ['demo', 'built-in'],
    ])
  })

  it('takes addresses from the environment, and empty variables for none', () => {
    const environment = {
      OPENAI_API_KEY: ` ${KEY}\n`,
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
      ANTHROPIC_API_KEY: ' ',
    }
    expect(connectionsOf({ environment }).list()).toEqual([
      { name: 'openai', kind: 'openai', baseUrl: 'http://127.0.0.1:1/v1', source: 'environment' },
      { name: 'demo', kind: 'demo', source: 'built-in' },
    ])
    expect(environmentKeys(environment)).toEqual([
      { connection: 'openai', origin: 'http://127.0.0.1:1', key: KEY },
    ])
  })

  it('lets a stored one hide one of the environment, address and key', () => {
    const stored: Connection[] = [{ name: 'openai', kind: 'openai', baseUrl: 'https://gateway.example/v1' }]
    const connections = connectionsOf({ stored, keys: [], environment: { OPENAI_API_KEY: KEY } })
    expect(connections.list().map(({ name }) => name)).toEqual(['openai', 'demo'])
    expect(connections.resolve('openai', undefined)).toMatchObject({ code: 'key_missing' })
  })
})

describe('resolve', () => {
  const reference = (name: string, kind: string, model: string) => ({ connection: { name, kind }, model })

  it('takes a name first, then a kind', () => {
    const stored: Connection[] = [home, work, { name: 'anthropic', kind: 'ollama' }]
    const connections = connectionsOf({ stored })
    expect(connections.resolve('work', undefined)).toEqual(reference('work', 'openai', 'gpt-4o'))
    expect(connections.resolve('openai', 'm')).toEqual(reference('home', 'openai', 'm'))
    expect(connections.resolve('anthropic', 'm')).toEqual(reference('anthropic', 'ollama', 'm'))
    expect(connectionsOf({ stored, defaultName: 'work' }).resolve('openai', 'm')).toEqual(
      reference('work', 'openai', 'm'),
    )
  })

  it('without a provider: the default of the settings, openai, anthropic, demo only where nothing else is', () => {
    const environment = { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY }
    expect(connectionsOf({ stored: [claude], environment, defaultName: 'claude' }).resolve(undefined, 'm')).toEqual(reference('claude', 'anthropic', 'm'))
    expect(connectionsOf({ stored: [claude], environment }).resolve(undefined, 'm')).toEqual(reference('openai', 'openai', 'm'))
    expect(connectionsOf({ environment: { ANTHROPIC_API_KEY: KEY } }).resolve(undefined, 'm')).toEqual(reference('anthropic', 'anthropic', 'm'))
    expect(connectionsOf().resolve(undefined, undefined)).toEqual(reference('demo', 'demo', 'demo'))
    expect(connectionsOf({ stored: [claude] }).resolve(undefined, 'm')).toMatchObject({ code: 'unknown_connection', remedy: expect.stringContaining('"claude"') })
    expect(connectionsOf({ stored: [claude], defaultName: 'gone' }).resolve(undefined, 'm')).toMatchObject({ code: 'unknown_connection', problem: expect.stringContaining('"gone"') })
  }) // prettier-ignore

  it('never falls back where a key is missing', () => {
    const connections = connectionsOf({ stored: [work, claude], keys: ['claude'] })
    expect(connections.resolve('work', undefined)).toMatchObject({
      code: 'key_missing',
      problem: expect.stringContaining('https://api.openai.com'),
      remedy: expect.stringContaining('baton keys set work'),
    })
    expect(connectionsOf({ environment: {} }).resolve('openai', 'm')).toMatchObject({ code: 'key_missing', remedy: expect.stringContaining('OPENAI_API_KEY') })
    expect(connectionsOf({ environment: { OPENAI_BASE_URL: 'http://x' } }).resolve('anthropic', 'm')).toMatchObject({ code: 'key_missing', remedy: expect.stringContaining('ANTHROPIC_API_KEY') })
    expect(connectionsOf().resolve('mistral', 'm')).toMatchObject({ code: 'unknown_connection' })
  }) // prettier-ignore

  it('wants no key where none is needed', () => {
    expect(connectionsOf({ stored: [local], keys: [] }).resolve('local', 'llama')).toEqual(
      reference('local', 'ollama', 'llama'),
    )
  })

  it('guesses what a wrong name meant, and says what there is', () => {
    const problem = connectionsOf({ stored: [work, claude] }).resolve('cluade', 'm')
    expect(problem).toMatchObject({
      code: 'unknown_connection',
      remedy: expect.stringMatching(/Did you mean "claude"\?.*"work", "claude", "demo"/),
    })
    expect(connectionsOf({ stored: [work] }).resolve('something else', 'm')).toMatchObject({
      remedy: expect.not.stringContaining('Did you mean'),
    })
  })

  it('takes the model of the step, of the connection, of the kind; else it is a problem', () => {
    expect(connectionsOf({ stored: [work] }).resolve('work', 'm')).toMatchObject({ model: 'm' })
    expect(connectionsOf({ stored: [work] }).resolve('work', undefined)).toMatchObject({ model: 'gpt-4o' })
    expect(connectionsOf({ stored: [claude] }).resolve('claude', undefined)).toMatchObject({
      model: 'claude-sonnet-5',
    })
    expect(connectionsOf({ stored: [local] }).resolve('local', undefined)).toMatchObject({ code: 'no_model' })
  })

  it.each(['https://api.openai.com@evil.example/v1', 'ftp://example.com', 'nonsense'])(
    'refuses the base URL %s',
    (baseUrl) => {
      const stored: Connection[] = [{ ...work, baseUrl }]
      expect(connectionsOf({ stored }).resolve('work', 'm')).toMatchObject({
        code: 'unknown_connection',
        problem: expect.stringContaining('base URL'),
      })
    },
  )
})
