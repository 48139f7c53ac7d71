import type { ModelInfo } from '@shared/contract'
import { BatonError } from '@shared/errors'
import type { ConfiguredConnection } from '@shared/model/connection'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import type { Core } from './core'

/** Prices have steps by length: a short request is what a step is. */
const SHORT_REQUEST = 1_000
const MILLION = 1_000_000

/**
 * The models that are known without asking: the connection's own default, and its kind's.
 * @throws BatonError `KEY_MISSING`
 */
export function knownModels(core: Core, connection: ConfiguredConnection): ModelInfo[] {
  const resolved = core.connections.resolve(connection.name, 'any')
  if ('problem' in resolved && resolved.code === 'key_missing') {
    throw new BatonError('KEY_MISSING', resolved.problem, { remedy: resolved.remedy })
  }
  const { defaultModel } = PROVIDER_PRESETS[connection.kind]
  const ids = new Set([connection.defaultModel, defaultModel].filter((id) => id !== undefined))
  return [...ids].map((id) => ({ id, contextTokens: null, price: priceOf(core, connection.kind, id) }))
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
