import type { ConnectionNeed } from '@shared/model/connection-need'
import type { StepSettings } from '@shared/model/step'
import type { ConnectionPort } from './ports'

/** What the steps ask for, each pair of provider and model once, and which connection would serve it. */
export function connectionNeeds(
  steps: readonly StepSettings[],
  connections: Pick<ConnectionPort, 'resolve'>,
): ConnectionNeed[] {
  const needs = new Map<string, ConnectionNeed>()
  for (const { stepType, enabled, provider, model } of steps) {
    if (stepType === 'review' || enabled === false) continue
    const key = JSON.stringify([provider, model])
    const known = needs.get(key)
    if (known === undefined) needs.set(key, needOf(provider, model, connections))
    else known.stepCount += 1
  }
  return [...needs.values()]
}

function needOf(
  provider: string | undefined,
  model: string | undefined,
  connections: Pick<ConnectionPort, 'resolve'>,
): ConnectionNeed {
  const resolved = connections.resolve(provider, model)
  const asked = { provider: provider ?? null, model: model ?? null, stepCount: 1 }
  if ('connection' in resolved) return { ...asked, serves: resolved, problem: null }
  const { code, problem: message, remedy } = resolved
  return { ...asked, serves: null, problem: { code, message, remedy } }
}
