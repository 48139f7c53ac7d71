import type { ConnectionView } from '@shared/contract'
import type { ProviderKind } from '@shared/model/connection'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import type { MemoryCore } from './memory-core'

const DAY = 86_400_000

/** Connections as somebody has them who uses Baton every day. */
export function addConnections(core: MemoryCore): void {
  const stored = (name: string, kind: ProviderKind, endsIn?: string): ConnectionView => {
    const { baseUrl, needsKey } = PROVIDER_FACTS[kind]
    const key: ConnectionView['key'] =
      endsIn === undefined
        ? { needed: needsKey, set: false, storedIn: null }
        : { needed: needsKey, set: true, endsIn, storedIn: 'keychain' }
    return {
      name,
      kind,
      source: 'stored',
      origin: new URL(baseUrl ?? 'http://10.0.4.17:8080').origin,
      key,
      isDefault: false,
      updatedAt: 1,
    }
  }
  core.connections = [
    { ...stored('Anthropic', 'anthropic', 'x9Qk'), requestsPerMinute: 60, requestsAtATime: 4 },
    stored('Ollama', 'ollama'),
    stored('OpenAI', 'openai', '4F2a'),
    stored('OpenRouter', 'openrouter'),
    {
      ...stored('openai', 'openai', '77bc'),
      source: 'environment',
      updatedAt: 0,
      key: { needed: true, set: true, endsIn: '77bc', storedIn: 'environment' },
    },
    ...core.connections,
  ]
  core.foundServers = [{ kind: 'lmstudio', baseUrl: 'http://127.0.0.1:1234/v1', modelCount: 2, latencyMs: 4 }]
  core.backups = [0.1, 1, 2, 3].map((age, index) => ({
    name: `baton-${index}.db`,
    bytes: 3_240_000 - index * 90_000,
    createdAt: core.now() - age * DAY,
    reason: index === 0 ? 'manual' : index === 3 ? 'migration' : 'daily',
  }))
  core.offeredModels = () => [
    { id: 'gpt-6-sol', contextTokens: 400_000, price: { inputPerMillion: 3, outputPerMillion: 15 } },
    { id: 'gpt-6-luna', contextTokens: 128_000, price: { inputPerMillion: 0.4, outputPerMillion: 1.6 } },
  ]
  core.connectionTest = (name) =>
    name === 'OpenAI'
      ? {
          ok: false,
          latencyMs: 210,
          modelCount: null,
          error: {
            code: 'bad_key',
            message: 'OpenAI does not accept this key.',
            remedy: 'It may have been revoked. Make a new one at OpenAI and paste it below.',
            retryable: false,
            status: 401,
          },
        }
      : { ok: true, latencyMs: 412, modelCount: 6, error: null }
}
