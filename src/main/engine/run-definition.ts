import type { FrozenStep, Run } from '@shared/model/run'
import { parsePrompt } from '@shared/prompt/parse-prompt'
import { indexSteps } from '@shared/prompt/prompt-scope'
import type { PromptTemplate } from '@shared/prompt/prompt-template'
import { stepDependencies } from '@shared/prompt/step-dependencies'
import type { Dependencies } from './next-steps'

/** What follows from a run's frozen steps alone, whatever has happened to them: worked out once. */
export interface RunDefinition {
  settings: FrozenStep[]
  dependencies: Dependencies
  /** For each label, the positions of the steps that have it. */
  positions: ReadonlyMap<string, readonly number[]>
  templates: ReadonlyMap<string, { prompt: PromptTemplate; systemPrompt: PromptTemplate }>
}

const definitions = new WeakMap<FrozenStep, RunDefinition>()

/** The definition of a run; the same object for as long as its frozen steps are the same. */
export function runDefinition(run: Run): RunDefinition {
  const first = run.steps[0]?.settings
  const known = first && definitions.get(first)
  if (
    known !== undefined &&
    known.settings.length === run.steps.length &&
    run.steps.every((step, index) => step.settings === known.settings[index])
  ) {
    return known
  }
  const settings = run.steps.map((step) => step.settings)
  const definition: RunDefinition = {
    settings,
    dependencies: stepDependencies(settings),
    positions: indexSteps(settings).positions,
    templates: new Map(
      settings.map((step) => [
        step.id,
        { prompt: parsePrompt(step.prompt), systemPrompt: parsePrompt(step.systemPrompt) },
      ]),
    ),
  }
  if (first !== undefined) definitions.set(first, definition)
  return definition
}
