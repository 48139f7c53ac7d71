import type { FrozenStep, Run } from '@shared/model/run'
import { parsePrompt } from '@shared/prompt/parse-prompt'
import { indexSteps, type ScopeStep, type StepIndex } from '@shared/prompt/prompt-scope'
import type { PromptTemplate } from '@shared/prompt/prompt-template'
import { stepDependencies } from '@shared/prompt/step-dependencies'

/** For each step id, the ids of the earlier steps that its prompts refer to. */
export type Dependencies = ReadonlyMap<string, ReadonlySet<string>>

/** What follows from a run's frozen steps alone, whatever has happened to them: worked out once. */
export interface RunDefinition {
  settings: FrozenStep[]
  dependencies: Dependencies
  /** Position of each step, from 0. */
  positions: ReadonlyMap<string, number>
  /** The steps as prompts see them, with a run's outputs. Good until it is called again. */
  scope(run: Run): StepIndex<ScopeStep>
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
    positions: new Map(settings.map((step, position) => [step.id, position])),
    scope: createScope(settings),
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

/** One index for all turns: making it anew for each step would make a long chain quadratic. */
function createScope(settings: FrozenStep[]): RunDefinition['scope'] {
  let current: Run | null = null
  const index = indexSteps(
    settings.map(({ id, label, enabled }, position): ScopeStep => ({
      id,
      label,
      enabled,
      get content() {
        return current?.steps[position]?.output
      },
    })),
  )
  return (run) => {
    current = run
    return index
  }
}
