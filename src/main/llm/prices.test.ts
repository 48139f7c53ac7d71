import { describe, expect, it } from 'vitest'
import { PROVIDER_KINDS } from '@shared/model/provider-kinds'
import { createPrices } from './prices'
import { PROVIDER_PRESETS } from './provider-presets'

const prices = createPrices()
const million = { inputTokens: 1_000_000, outputTokens: 1_000_000 }

describe('cost', () => {
  it('is known for the default model of every kind that has one', () => {
    const defaults = PROVIDER_KINDS.filter((kind) => PROVIDER_PRESETS[kind].defaultModel !== undefined)
    expect(defaults.length).toBeGreaterThan(8)
    for (const kind of defaults) {
      const cost = prices.cost(kind, PROVIDER_PRESETS[kind].defaultModel ?? '', million)
      expect(cost, kind).not.toBeNull()
      expect(kind === 'demo' ? cost === 0 : (cost ?? 0) > 0, `${kind}: ${cost}`).toBe(true)
    }
  })

  it('is nothing for what runs here, whatever the model', () => {
    for (const kind of ['ollama', 'lmstudio', 'demo']) expect(prices.cost(kind, 'anything', million)).toBe(0)
  })

  it('is unknown, never 0, for an unknown model or kind', () => {
    expect(prices.cost('openai', 'no-such-model', million)).toBeNull()
    expect(prices.cost('openai', '__proto__', million)).toBeNull()
    expect(prices.cost('openai-compatible', 'gpt-5', million)).toBeNull()
    expect(prices.cost('no-such-kind', 'gpt-5', million)).toBeNull()
  })

  it('is lower for cached tokens, which are part of the prompt tokens', () => {
    const plain =
      prices.cost('anthropic', 'claude-sonnet-4-5', { inputTokens: 1_000_000, outputTokens: 0 }) ?? 0
    const cached = prices.cost('anthropic', 'claude-sonnet-4-5', {
      inputTokens: 1_000_000,
      outputTokens: 0,
      cachedInputTokens: 1_000_000,
    })
    expect(cached).toBeGreaterThan(0)
    expect(cached).toBeLessThan(plain / 2)
  })

  it('copes with parts that are greater than the whole', () => {
    expect(
      prices.cost('openai', 'gpt-5', { inputTokens: 1, outputTokens: 0, cachedInputTokens: 9 }),
    ).toBeGreaterThan(0)
  })
})

describe('modelFacts', () => {
  it('knows the size of the context where the library does', () => {
    expect(prices.modelFacts('anthropic', 'claude-sonnet-5')?.contextWindow).toBeGreaterThan(100_000)
    expect(prices.modelFacts('openai', 'no-such-model')).toBeUndefined()
    expect(prices.modelFacts('ollama', 'llama')).toBeUndefined()
  })
})
