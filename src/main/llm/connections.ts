import { closest, distance } from 'fastest-levenshtein'
import type { ConnectionPort, ConnectionProblem } from '@main/engine/ports'
import type { ConfiguredConnection, Connection } from '@shared/model/connection'
import { PROVIDER_KINDS, type ProviderKind } from '@shared/model/provider-kinds'
import type { ConnectionReference } from '@shared/model/run'
import type { OutputFormat } from '@shared/model/step'
import { connectionBaseUrl } from './base-url'
import { type Environment, environmentConnections, keyVariable } from './environment-connections'
import type { KeyPort } from './key-port'
import { goesToMaker } from './own-address'
import { PROVIDER_PRESETS } from './provider-presets'
import { strictSchema } from './strict-schema'
import { hasFixedTemperature } from './takes-temperature'

export interface ConnectionSources {
  /** Those the user configured, oldest first. */
  stored: () => Connection[]
  /** The process's environment, or a part of it. Nothing here reads `process.env`. */
  environment: Environment
  /** The settings' default connection, by name. */
  defaultName: () => string | undefined
  keys: Pick<KeyPort, 'has'>
}

export interface Connections extends ConnectionPort {
  /**
   * Whether the provider itself holds the answer to this format, so that the prompt need not ask for it. False where
   * a schema is sent, but may be ignored: at Ollama, and at addresses that only imitate OpenAI or Anthropic.
   */
  enforcesFormat(connection: ConnectionReference, model: string, output: OutputFormat): boolean
  /** Stored ones, then those of the environment, then `demo`; names are unique. */
  list(): ConfiguredConnection[]
  find(name: string): ConfiguredConnection | undefined
}

const DEMO: ConfiguredConnection = { name: 'demo', kind: 'demo', source: 'built-in' }

/**
 * Knows every connection there is, and decides which one serves a step (`docs/architecture.md`, "Which
 * connection"). A stored connection hides one of the environment with the same name, with its address and its
 * key: the two are never mixed.
 */
export function createConnections(sources: ConnectionSources): Connections {
  const list = (): ConfiguredConnection[] => {
    const stored = sources
      .stored()
      .filter((connection) => connection.name !== DEMO.name)
      .map((connection) => ({ ...connection, source: 'stored' as const }))
    const taken = new Set(stored.map((connection) => connection.name))
    const environment = environmentConnections(sources.environment).filter(({ name }) => !taken.has(name))
    return [...stored, ...environment, DEMO]
  }

  return {
    list,
    find: (name) => list().find((connection) => connection.name === name),
    enforcesFormat({ name }, model, output) {
      const connection = list().find((each) => each.name === name)
      return (
        connection !== undefined && goesToMaker(connection) && strictSchema({ model, output }) !== undefined
      )
    },
    takesTemperature: (model) => !hasFixedTemperature(model),
    resolve(provider, model) {
      const connections = list()
      const defaultName = sources.defaultName()
      const connection =
        provider === undefined
          ? defaultConnection(connections, defaultName)
          : namedConnection(connections, provider, defaultName)
      if ('problem' in connection) return connection
      const problem = keyProblem(connection, sources.keys)
      if (problem !== undefined) return problem
      const chosen = model ?? connection.defaultModel ?? PROVIDER_PRESETS[connection.kind].defaultModel
      if (chosen === undefined) return noModel(connection)
      return { connection: { name: connection.name, kind: connection.kind }, model: chosen }
    },
  }
}

/** The connection of a step that names none. */
function defaultConnection(
  connections: ConfiguredConnection[],
  defaultName: string | undefined,
): ConfiguredConnection | ConnectionProblem {
  if (defaultName !== undefined) {
    const found = connections.find(({ name }) => name === defaultName)
    return found ?? unknown(connections, defaultName, 'The default connection of the settings')
  }
  const found =
    connections.find(({ name }) => name === 'openai') ?? connections.find(({ name }) => name === 'anthropic')
  if (found !== undefined) return found
  if (connections.length === 1) return DEMO
  return {
    code: 'unknown_connection',
    problem: 'The step names no connection, and the settings have no default connection.',
    remedy: `Choose a default connection in the settings, or one for the step: ${names(connections)}.`,
  }
}

/** The connection that `provider` names; else, as the name of a kind, the one that serves for the kind. */
function namedConnection(
  connections: ConfiguredConnection[],
  provider: string,
  defaultName: string | undefined,
): ConfiguredConnection | ConnectionProblem {
  const byName = connections.find(({ name }) => name === provider)
  if (byName !== undefined) return byName
  const ofKind = connections.filter(({ kind }) => kind === provider)
  const serving = ofKind.find(({ name }) => name === defaultName) ?? ofKind[0]
  if (serving !== undefined) return serving
  return isKind(provider) ? noneOfKind(provider) : unknown(connections, provider, 'The connection')
}

function isKind(text: string): text is ProviderKind {
  return (PROVIDER_KINDS as readonly string[]).includes(text)
}

function keyProblem(
  connection: ConfiguredConnection,
  keys: Pick<KeyPort, 'has'>,
): ConnectionProblem | undefined {
  const preset = PROVIDER_PRESETS[connection.kind]
  if (preset.protocol === 'demo') return undefined
  const address = connectionBaseUrl(connection)
  if ('problem' in address) {
    const remedy = 'Correct its base URL: an address such as https://api.example.com/v1, without a user name.'
    return { code: 'unknown_connection', problem: address.problem, remedy }
  }
  if (!preset.needsKey || keys.has({ connection: connection.name, origin: address.origin })) return undefined
  const variable = connection.source === 'environment' ? keyVariable(connection.name) : undefined
  return {
    code: 'key_missing',
    problem: `The connection ${JSON.stringify(connection.name)} has no API key for ${address.origin}.`,
    remedy:
      variable === undefined
        ? `Enter its API key under Connections, or run: baton keys set ${connection.name}`
        : `Set ${variable} in the environment.`,
  }
}

function noModel(connection: ConfiguredConnection): ConnectionProblem {
  return {
    code: 'no_model',
    problem: `The step names no model, and the connection ${JSON.stringify(connection.name)} has no default model.`,
    remedy: 'Choose a model for the step, or a default model for the connection.',
  }
}

function noneOfKind(kind: ProviderKind): ConnectionProblem {
  const { title } = PROVIDER_PRESETS[kind]
  const variable = keyVariable(kind)
  if (variable === undefined) {
    const problem = `There is no connection for ${title}.`
    return {
      code: 'unknown_connection',
      problem,
      remedy: `Add a connection of kind ${kind} under Connections.`,
    }
  }
  return {
    code: 'key_missing',
    problem: `There is no connection for ${title}: it has no API key.`,
    remedy: `Add a connection with an API key under Connections, or set ${variable} in the environment.`,
  }
}

function unknown(connections: ConfiguredConnection[], name: string, subject: string): ConnectionProblem {
  const known = [...connections.map((connection) => connection.name), ...connections.map(({ kind }) => kind)]
  const likely = closest(name.toLowerCase(), known)
  const guess = distance(name.toLowerCase(), likely.toLowerCase()) <= Math.max(2, name.length / 3)
  return {
    code: 'unknown_connection',
    problem: `${subject} ${JSON.stringify(name)} does not exist.`,
    remedy: `${guess ? `Did you mean ${JSON.stringify(likely)}? ` : ''}There is ${names(connections)}.`,
  }
}

function names(connections: ConfiguredConnection[]): string {
  return connections.map(({ name }) => JSON.stringify(name)).join(', ')
}
