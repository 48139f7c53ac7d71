import type { StepSettings } from '@shared/model/step'

/** The steps with other connections; a step whose connection is replaced takes that one's default model. */
export function replaceProviders(
  steps: StepSettings[],
  replacements: readonly { provider: string; connection: string }[],
): StepSettings[] {
  const connections = new Map(replacements.map(({ provider, connection }) => [provider, connection]))
  return steps.map((step) => {
    const connection = step.provider === undefined ? undefined : connections.get(step.provider)
    if (connection === undefined) return step
    const { model: _, ...rest } = step
    return { ...rest, provider: connection }
  })
}
