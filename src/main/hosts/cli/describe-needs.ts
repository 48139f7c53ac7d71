import type { ConnectionNeed } from '@shared/contract'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import { countOf } from './format-figures'
import { printableLine } from './printable-text'

/** What the steps of a file want to run on, and what serves here: a line for each provider and model. */
export function describeNeeds(needs: readonly ConnectionNeed[]): string[] {
  return needs.map((need) => {
    const wants = `${countOf(need.stepCount, 'step')} ${need.stepCount === 1 ? 'wants' : 'want'}`
    const wish = [providerName(need.provider), ...(need.model === null ? [] : [need.model])].join(', ')
    return printableLine(`${wants} ${wish}: ${answerTo(need)}`)
  })
}

/** As a person knows it. */
function providerName(provider: string | null): string {
  if (provider === null) return 'the default connection'
  return Object.entries(PROVIDER_FACTS).find(([kind]) => kind === provider)?.[1].title ?? `"${provider}"`
}

function answerTo({ model, serves, problem }: ConnectionNeed): string {
  if (problem !== null) return `nothing serves yet. ${problem.message} ${problem.remedy}`
  if (serves?.connection.kind === 'demo') return 'the demo connection will serve.'
  const which = `"${serves?.connection.name ?? ''}" will serve`
  return serves === null || serves.model === model ? `${which}.` : `${which}, with ${serves.model}.`
}
