import { createRequire } from 'node:module'
import type * as priceLibraryModule from '@pydantic/genai-prices'
import type { PricePort } from '@main/engine/ports'
import { PROVIDER_KINDS, type ProviderKind } from '@shared/model/provider-kinds'
import type { TokenUsage } from '@shared/model/run'
import { FREE, PROVIDER_PRESETS } from './provider-presets'

type PriceLibrary = typeof priceLibraryModule

/** What is known of a model beside its price. */
export interface ModelFacts {
  /** Tokens that fit into one request, prompt and answer together. */
  contextWindow?: number
}

export interface Prices extends PricePort {
  /** Undefined where the price library does not know the model. */
  modelFacts(kind: string, model: string): ModelFacts | undefined
}

/**
 * Prices from the maintained price library's offline data. A model that it does not know has no price: null,
 * never 0. Prices are those of the moment of the call (the library knows tiers, cache rates and start dates).
 */
export function createPrices(): Prices {
  return {
    cost(kind, model, usage) {
      const provider = priceProvider(kind)
      if (provider === null) return null
      if (provider === FREE) return 0
      return (
        priceLibrary().calcPrice(billedUsage(usage), modelId(kind, model), { providerId: provider })
          ?.total_price ?? null
      )
    },
    modelFacts(kind, model) {
      const provider = priceProvider(kind)
      if (provider === null || provider === FREE) return undefined
      const known = priceLibrary().calcPrice({ input_tokens: 0 }, modelId(kind, model), {
        providerId: provider,
      })
      return known === null ? undefined : facts(known.model)
    },
  }
}

function facts(model: priceLibraryModule.ModelInfo): ModelFacts {
  return model.context_window === undefined ? {} : { contextWindow: model.context_window }
}

/** `input_tokens` includes the cached ones; the library refuses a part that is greater than the whole. */
function billedUsage(usage: TokenUsage): Record<string, number> {
  const cached = usage.cachedInputTokens ?? 0
  const written = usage.cacheWriteTokens ?? 0
  return {
    input_tokens: Math.max(usage.inputTokens, cached + written),
    cache_read_tokens: cached,
    cache_write_tokens: written,
    output_tokens: usage.outputTokens,
  }
}

function priceProvider(kind: string): string | null {
  const known = PROVIDER_KINDS.find((candidate): candidate is ProviderKind => candidate === kind)
  return known === undefined ? null : PROVIDER_PRESETS[known].prices
}

/** Gemini's own lists name models `models/NAME`. */
function modelId(kind: string, model: string): string {
  return kind === 'gemini' ? model.replace(/^models\//, '') : model
}

let loaded: PriceLibrary | undefined

/** Loaded at the first question: its data take 50 ms, which a cold command line need not spend on a demo run. */
function priceLibrary(): PriceLibrary {
  if (loaded === undefined) {
    const library: PriceLibrary = createRequire(import.meta.url)('@pydantic/genai-prices')
    loaded = library
  }
  return loaded
}
