import type { ConfiguredConnection } from '@shared/model/connection'
import { connectionBaseUrl } from './base-url'
import type { KeySlot } from './key-port'

export type Environment = Readonly<Record<string, string | undefined>>

/** The variables of each connection that the environment can make. */
const VARIABLES = {
  openai: { key: 'OPENAI_API_KEY', baseUrl: 'OPENAI_BASE_URL' },
  anthropic: { key: 'ANTHROPIC_API_KEY', baseUrl: 'ANTHROPIC_BASE_URL' },
} as const

const NAMES = ['openai', 'anthropic'] as const

/**
 * The read-only connections that the environment makes, for scripts and CI. The key makes the connection; an
 * address alone makes none. Without its own address a connection goes to its provider, and nowhere else.
 */
export function environmentConnections(environment: Environment): ConfiguredConnection[] {
  return NAMES.filter((name) => environmentKey(environment, name) !== undefined).map((name) => {
    const baseUrl = value(environment, VARIABLES[name].baseUrl)
    return { name, kind: name, ...(baseUrl === undefined ? {} : { baseUrl }), source: 'environment' }
  })
}

/** The keys of those connections, each bound to the address that the environment gives its connection. */
export function environmentKeys(environment: Environment): (KeySlot & { key: string })[] {
  return environmentConnections(environment).flatMap((connection) => {
    const address = connectionBaseUrl(connection)
    const key = environmentKey(environment, connection.name)
    if (key === undefined || 'problem' in address) return []
    return [{ connection: connection.name, origin: address.origin, key }]
  })
}

function environmentKey(environment: Environment, name: string): string | undefined {
  const variable = keyVariable(name)
  return variable === undefined ? undefined : value(environment, variable)
}

/** The variable that holds the key of a connection that the environment can make; else undefined. */
export function keyVariable(name: string): string | undefined {
  const known = NAMES.find((candidate) => candidate === name)
  return known === undefined ? undefined : VARIABLES[known].key
}

/** Trimmed: a key read from a file often ends in a line break. Empty counts as not set. */
function value(environment: Environment, variable: string): string | undefined {
  const text = environment[variable]?.trim()
  return text === '' ? undefined : text
}
