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
  /** Labels that its prompts name and that mean no earlier step. */
  unknown: ReadonlySet<string>
}

export interface Outline {
  steps: OutlinedStep[]
  layout: Layout
}

/** The model's default, whose module would bring the schemas into the page. */
const USUAL_CONCURRENCY = 4

/** How the steps of a workflow hang together, worked out from their prompts. */
export function outlineSteps({ steps: settings, concurrency }: WorkflowSettings): Outline {
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
  const unknown = settings.map(() => new Set<string>())
  for (const { position, label, target } of findReferences(brief)) {
    if (target === undefined) unknown[position]?.add(label)
    else reads[position]?.add(target)
  }
  const steps = settings.map((step, position): OutlinedStep => ({
    id: String(position),
    settings: step,
    readsInput: (texts[position] ?? []).flat().some(({ reference }) => reference.target.kind === 'input'),
    reads: [...(reads[position] ?? [])].sort((one, other) => one - other),
    unknown: unknown[position] ?? new Set(),
  }))
  return { steps, layout: layOutLanes(brief, stepDependencies(brief), concurrency ?? USUAL_CONCURRENCY) }
}

function referencesOf(text: string) {
  return parsePrompt(text).segments.filter((segment) => segment.type === 'reference')
}
