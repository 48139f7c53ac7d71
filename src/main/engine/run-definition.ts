import type { FrozenStep, Run, StepRun } from '@shared/model/run'
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
  /** The same, as positions: those that each position depends on. */
  sources: readonly (readonly number[])[]
  /** The steps as prompts see them, with a run's outputs. Good until it is called again. */
  scope(run: Run): StepIndex<ScopeStep>
  templates: ReadonlyMap<string, { prompt: PromptTemplate; systemPrompt: PromptTemplate }>
}

/** By the settings of a run's first step. `steps` are those that were last found to be of this definition. */
const definitions = new WeakMap<FrozenStep, { definition: RunDefinition; steps: StepRun[] }>()

/** The definition of a run; the same object for as long as its frozen steps are the same. */
export function runDefinition(run: Run): RunDefinition {
  const first = run.steps[0]?.settings
  const known = first && definitions.get(first)
  // A state is asked about several times, and held against its definition once.
  if (known?.steps === run.steps) return known.definition
  const definition = known && isDefinitionOf(run, known.definition) ? known.definition : define(run)
  if (first !== undefined) definitions.set(first, { definition, steps: run.steps })
  return definition
}

function define(run: Run): RunDefinition {
  const settings = run.steps.map((step) => step.settings)
  const dependencies = stepDependencies(settings)
  const positions = new Map(settings.map((step, position) => [step.id, position]))
  return {
    settings,
    dependencies,
    sources: settings.map((step) =>
      [...(dependencies.get(step.id) ?? [])].map((id) => positions.get(id) ?? -1),
    ),
    scope: createScope(settings),
    templates: new Map(
      settings.map((step) => [
        step.id,
        { prompt: parsePrompt(step.prompt), systemPrompt: parsePrompt(step.systemPrompt) },
      ]),
    ),
  }
}

/** A plain loop: this is asked for each step of a run, and looks at all of them. */
function isDefinitionOf({ steps }: Run, { settings }: RunDefinition): boolean {
  if (settings.length !== steps.length) return false
  for (let position = 0; position < settings.length; position += 1) {
    if (steps[position]?.settings !== settings[position]) return false
  }
  return true
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
