import type { Run } from '@shared/model/run'
import { stepsBehindGate } from '@shared/prompt/step-dependencies'
import { runDefinition } from './run-definition'

/**
 * What sending back from a gate runs again: the model steps that the gate's prompt refers to, through other gates
 * too; and what lies between them and the gate and depends on them, as far as it has run.
 */
export function stepsToSendBack(run: Run, gateId: string): { models: Set<string>; between: Set<string> } {
  const { dependencies, settings } = runDefinition(run)
  const models = new Set(stepsBehindGate(settings, dependencies, gateId))
  const between = new Set<string>()
  for (const step of run.steps) {
    if (step.id === gateId) break
    if (models.has(step.id) || step.output === null || !step.settings.enabled) continue
    const sources = [...(dependencies.get(step.id) ?? [])]
    if (sources.some((id) => models.has(id) || between.has(id))) between.add(step.id)
  }
  return { models, between }
}
