import type { ModelInfo } from '@shared/contract'

/** "$3 / $15 per 1M · 200k": what a model costs and how much it reads. */
export function describeModel({ price, contextTokens }: ModelInfo): string {
  const cost =
    price === null
      ? 'price unknown'
      : price.inputPerMillion === 0 && price.outputPerMillion === 0
        ? 'no cost'
        : `${dollars(price.inputPerMillion)} / ${dollars(price.outputPerMillion)} per 1M`
  return contextTokens === null ? cost : `${cost} · ${size(contextTokens)}`
}

function dollars(usd: number): string {
  return `$${usd.toLocaleString('en', { maximumFractionDigits: 3 })}`
}

function size(tokens: number): string {
  if (tokens >= 1_000_000)
    return `${(tokens / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })}M`
  return `${Math.round(tokens / 1_000)}k`
}
