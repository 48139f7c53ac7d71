import type { Problem } from '@shared/errors'
import type { StepSettings } from '@shared/model/step'
import type { WorkflowSettings } from '@shared/model/workflow'
import { findReferences } from '@shared/prompt/find-references'
import { parsePrompt } from '@shared/prompt/parse-prompt'
import { stepDependencies } from '@shared/prompt/step-dependencies'
import { layOutLanes, type Layout } from '../run/lay-out-lanes'

export interface OutlinedStep {
  id: string
  settings: StepSettings
  readsInput: boolean
  /** Positions of the steps whose content goes into its prompts, ascending. */
  reads: number[]
  /** What is wrong with it. */
  faults: readonly Problem[]
}

export interface Outline {
  steps: OutlinedStep[]
  layout: Layout
}

const NO_FAULTS: readonly Problem[] = []

/** The model's default, whose module would bring the schemas into the page. */
const USUAL_CONCURRENCY = 4

/**
 * How the steps of a workflow hang together, worked out from their prompts.
 *
 * @param faults what is wrong with the workflow
 */
export function outlineSteps(
  { steps: settings, concurrency }: WorkflowSettings,
  faults: readonly Problem[] = [],
): Outline {
  const texts = settings.map(({ prompt, systemPrompt = '' }) => [prompt, systemPrompt].map(referencesOf))
  // The texts may be megabytes, and everything below needs their references alone.
  const brief = settings.map((step, position) => {
    const [prompt = [], systemPrompt = []] = texts[position] ?? []
    return {
      ...step,
      id: String(position),
      prompt: prompt.map(({ source }) => source).join(''),
      systemPrompt: systemPrompt.map(({ source }) => source).join(''),
    }
  })
  const reads = settings.map(() => new Set<number>())
  for (const { position, target } of findReferences(brief)) {
    if (target !== undefined) reads[position]?.add(target)
  }
  const faultsAt = Map.groupBy(faults, ({ path }) => (path[0] === 'steps' ? path[1] : undefined))
  const steps = settings.map((step, position): OutlinedStep => ({
    id: String(position),
    settings: step,
    readsInput: (texts[position] ?? []).flat().some(({ reference }) => reference.target.kind === 'input'),
    reads: [...(reads[position] ?? [])].sort((one, other) => one - other),
    faults: faultsAt.get(position) ?? NO_FAULTS,
  }))
  return { steps, layout: layOutLanes(brief, stepDependencies(brief), concurrency ?? USUAL_CONCURRENCY) }
}

function referencesOf(text: string) {
  return parsePrompt(text).segments.filter((segment) => segment.type === 'reference')
}
