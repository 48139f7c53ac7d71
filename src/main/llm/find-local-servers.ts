import type { Dispatcher } from 'undici'
import { ModelFailure } from '@shared/errors'
import type { ConfiguredConnection } from '@shared/model/connection'
import { connectionBaseUrl } from './base-url'
import { listModels } from './list-models'
import { PROVIDER_PRESETS } from './provider-presets'

/** A server on this machine that answered with its models. */
export interface FoundServer {
  kind: LocalKind
  baseUrl: string
  modelCount: number
  latencyMs: number
}

type LocalKind = 'ollama' | 'lmstudio'

export interface LocalSearch {
  /** Where a kind of server listens. */
  addresses: readonly { kind: LocalKind; baseUrl: string }[]
  /** Those that are known already are not asked. */
  connections: readonly ConfiguredConnection[]
  dispatcher: Dispatcher
  now: () => number
  monotonic: () => number
}

export const LOCAL_ADDRESSES: LocalSearch['addresses'] = (['ollama', 'lmstudio'] as const).flatMap((kind) => {
  const { baseUrl } = PROVIDER_PRESETS[kind]
  return baseUrl === undefined ? [] : [{ kind, baseUrl }]
})

/** This computer answers at once, or nothing is there. */
const TIME_LIMIT_MS = 1_000

/** Asks the addresses where local servers listen, and no others, at the same time, without a key. */
export async function findLocalServers(search: LocalSearch, signal: AbortSignal): Promise<FoundServer[]> {
  const known = new Set(search.connections.map(originOf))
  const unknown = search.addresses.filter(({ baseUrl }) => !known.has(new URL(baseUrl).origin))
  const found = await Promise.all(unknown.map((address) => ask(address, search, signal)))
  return found.filter((server) => server !== undefined)
}

async function ask(
  { kind, baseUrl }: LocalSearch['addresses'][number],
  { dispatcher, now, monotonic }: LocalSearch,
  signal: AbortSignal,
): Promise<FoundServer | undefined> {
  const startedAt = monotonic()
  const connection = { name: kind, kind, baseUrl, source: 'built-in' } as const
  const { origin } = new URL(baseUrl)
  try {
    const list = await listModels(
      { connection, baseUrl, origin, key: undefined, dispatcher, timeLimitMs: TIME_LIMIT_MS, now },
      signal,
    )
    if (list.kind === 'none') return undefined
    return { kind, baseUrl, modelCount: list.models.length, latencyMs: Math.round(monotonic() - startedAt) }
  } catch (error) {
    if (error instanceof ModelFailure) return undefined
    throw error
  }
}

/** Both names of this computer are one. */
function originOf(connection: ConfiguredConnection): string | undefined {
  const address = connectionBaseUrl(connection)
  return 'origin' in address ? address.origin.replace('://localhost', '://127.0.0.1') : undefined
}
