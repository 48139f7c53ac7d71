import type { ModelInfo } from '@shared/contract'
import { BatonError, ModelFailure } from '@shared/errors'
import type { ConfiguredConnection } from '@shared/model/connection'
import type { OfferedModel } from '@main/llm/list-models'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import type { Core } from './core'

/** Prices have steps by length: a short request is what a step is. */
const SHORT_REQUEST = 1_000
const MILLION = 1_000_000

/**
 * The models that a connection offers, with price and context size where they are known. From memory, or asked again
 * with `refresh`; who is offline gets what was last seen, and who never asked the default models.
 * @throws BatonError `KEY_MISSING`
 */
export async function offeredModels(
  core: Core,
  connection: ConfiguredConnection,
  refresh: boolean,
  signal: AbortSignal = new AbortController().signal,
): Promise<ModelInfo[]> {
  const resolved = core.connections.resolve(connection.name, 'any')
  if ('problem' in resolved && resolved.code === 'key_missing') {
    throw new BatonError('KEY_MISSING', resolved.problem, { remedy: resolved.remedy })
  }
  const { kind } = connection
  const asked = refresh && kind !== 'demo' ? await askAgain(core, connection, signal) : undefined
  const offered = asked ?? core.catalog.remembered(connection)
  return withDefaults(connection, offered).map(({ id, contextTokens }) => ({
    id,
    contextTokens: contextTokens ?? core.modelFacts(kind, id)?.contextWindow ?? null,
    price: priceOf(core, kind, id),
  }))
}

/** Why it failed is what "Test connection" tells. */
async function askAgain(
  core: Core,
  connection: ConfiguredConnection,
  signal: AbortSignal,
): Promise<OfferedModel[] | undefined> {
  try {
    const list = await core.catalog.list(connection, signal)
    return list.kind === 'models' ? list.models : undefined
  } catch (error) {
    if (error instanceof ModelFailure || error instanceof BatonError) return undefined
    throw error
  }
}

/** The user's own default is one that can be asked for, whether or not the list knows it under that name. */
function withDefaults(
  { kind, defaultModel }: ConfiguredConnection,
  offered: OfferedModel[] | undefined,
): OfferedModel[] {
  const defaults = [defaultModel, offered === undefined ? PROVIDER_PRESETS[kind].defaultModel : undefined]
  const listed = new Set((offered ?? []).map(({ id }) => id))
  const added = new Set(defaults.filter((id) => id !== undefined && !listed.has(id)))
  return [...[...added].map((id) => ({ id: id ?? '', contextTokens: null })), ...(offered ?? [])]
}

function priceOf(core: Core, kind: string, model: string): ModelInfo['price'] {
  const perMillion = (inputTokens: number, outputTokens: number): number | null => {
    const cost = core.ports.prices.cost(kind, model, { inputTokens, outputTokens })
    return cost === null ? null : (cost / SHORT_REQUEST) * MILLION
  }
  const inputPerMillion = perMillion(SHORT_REQUEST, 0)
  const outputPerMillion = perMillion(0, SHORT_REQUEST)
  return inputPerMillion === null || outputPerMillion === null ? null : { inputPerMillion, outputPerMillion }
}
