import type { ConnectionNeed } from '@shared/contract'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'

/** What the steps of a file want of one provider, and what would serve them. */
export interface ProviderWish {
  /** Null: the default connection. */
  provider: string | null
  /** As a person knows it. */
  name: string
  stepCount: number
  /** Each model once, as far as the file names any. */
  models: string[]
  /** A sentence on what serves; null: nothing does. */
  servedBy: string | null
  problem: ConnectionNeed['problem']
}

/** One entry per provider: whether a connection serves depends on that alone, but for a model that is missing. */
export function groupNeeds(needs: readonly ConnectionNeed[]): ProviderWish[] {
  return [...Map.groupBy(needs, ({ provider }) => provider)].map(([provider, group]) => {
    const problem = group.find((need) => need.problem !== null)?.problem ?? null
    return {
      provider,
      name: nameOf(provider),
      stepCount: group.reduce((sum, need) => sum + need.stepCount, 0),
      models: group.flatMap(({ model }) => model ?? []),
      servedBy: problem === null ? describeServing(group) : null,
      problem,
    }
  })
}

function nameOf(provider: string | null): string {
  if (provider === null) return 'The default connection'
  const kind = Object.entries(PROVIDER_FACTS).find(([name]) => name === provider)
  return kind === undefined ? `“${provider}”` : kind[1].title
}

function describeServing(group: ConnectionNeed[]): string {
  const connection = group[0]?.serves?.connection
  const models = [...new Set(group.flatMap(({ serves }) => serves?.model ?? []))]
  const isDefault = group[0]?.provider === null
  if (connection?.kind === 'demo') {
    return isDefault ? 'Yours is the demo connection.' : 'The demo connection will serve.'
  }
  const which = `“${connection?.name ?? ''}”`
  const start = isDefault ? `Yours is ${which}` : `Your connection ${which} will serve`
  return `${start}, with ${models.join(', ')}.`
}
