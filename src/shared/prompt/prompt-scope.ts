import type { RunInput } from '../model/run'
import type { JsonSchema, StepSettings } from '../model/step'
import type { InputDescription } from '../model/workflow'
import { normalizeLabel } from './normalize-label'

/** A step as a reference sees it. A `Step` of a workflow fits. */
export interface ScopeStep {
  id: string
  label: string
  /** Absent: enabled. References to a disabled step resolve to their default, whatever its content. */
  enabled?: boolean
  /**
   * The text of its current output, where there is one: from the run, or, while authoring, from an earlier run.
   * Absent or null: none yet. A gate that YOLO passed has content like any other step.
   */
  content?: string | null
  /**
   * While authoring: the JSON Schema that its next output will be held against. Absent: there is none, or outputs
   * are as they are, as in a run.
   */
  schema?: JsonSchema
}

/** What is known about a run's input. */
export type PromptInput =
  /** While authoring: there may or may not be one, of any shape. */
  | { kind: 'unknown' }
  /** While authoring a workflow whose input is a text: it has no fields. */
  | { kind: 'text' }
  /** While authoring a workflow whose input has a JSON Schema: any value that is valid against it. */
  | { kind: 'described'; schema: JsonSchema }
  /** The run was started without one. */
  | { kind: 'absent' }
  /** A string is text and never parsed. */
  | { kind: 'value'; value: RunInput }

/** All that a prompt can refer to, and where the prompt stands. */
export interface PromptScope {
  /** All steps of the workflow, later ones included. Index them once and share that among the prompts. */
  steps: StepIndex<ScopeStep>
  /** Position of the step that the prompt belongs to, from 0. */
  position: number
  /** Which of the step's texts it is, for the place in a problem. Default: `prompt`. */
  field?: 'prompt' | 'systemPrompt'
  input: PromptInput
}

/** Steps in order, with the positions of each label, ascending. */
export interface StepIndex<T extends { label: string }> {
  steps: readonly T[]
  positions: ReadonlyMap<string, readonly number[]>
}

/** Prepares steps for looking up labels. Takes time in proportion to their number. */
export function indexSteps<T extends { label: string }>(steps: readonly T[]): StepIndex<T> {
  const positions = new Map<string, number[]>()
  for (const [position, step] of steps.entries()) {
    const label = normalizeLabel(step.label)
    const found = positions.get(label)
    if (found) found.push(position)
    else positions.set(label, [position])
  }
  return { steps, positions }
}

/**
 * The position of the step that a label means in a prompt at `position`: the nearest earlier step with it.
 * Undefined: there is none; a later step or the step itself is never meant. Everything that follows references
 * (lint, resolve, dependencies, renames) asks here, so that they can't disagree.
 */
export function findReferencedStep(
  index: StepIndex<{ label: string }>,
  label: string,
  position: number,
): number | undefined {
  const positions = index.positions.get(label) ?? []
  let low = 0
  let high = positions.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((positions[middle] ?? Infinity) < position) low = middle + 1
    else high = middle
  }
  return positions[low - 1]
}

/** The labels that the prompt can refer to, in the order in which they first occur. */
export function earlierLabels(scope: PromptScope): Set<string> {
  const labels = new Set<string>()
  for (const label of scope.steps.positions.keys()) {
    if (findReferencedStep(scope.steps, label, scope.position) !== undefined) labels.add(label)
  }
  return labels
}

/** What a workflow's description of its input lets its prompts refer to, before there is an input. */
export function describedInput(description: InputDescription | undefined): PromptInput {
  const schema = description?.schema
  // Without a schema the input may be given as text or as JSON; only a run knows which.
  if (schema === undefined) return { kind: 'unknown' }
  return schema['type'] === 'string' ? { kind: 'text' } : { kind: 'described', schema }
}

/** The JSON Schema of what a step will put out, as its scope has it; undefined: any text. */
export function outputSchema({ output }: Pick<StepSettings, 'output'>): JsonSchema | undefined {
  return output?.format === 'json' ? output.schema : undefined
}

/** The input of a run as prompts see it. */
export function promptInput(input: RunInput | undefined): PromptInput {
  return input === undefined ? { kind: 'absent' } : { kind: 'value', value: input }
}
