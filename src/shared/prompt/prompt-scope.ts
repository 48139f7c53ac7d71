import type { RunInput } from '../model/run'
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
}

/** What is known about a run's input. */
export type PromptInput =
  /** While authoring: there may or may not be one, of any shape. */
  | { kind: 'unknown' }
  /** While authoring a workflow whose input is a text: it has no fields. */
  | { kind: 'text' }
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

/** The input of a run as prompts see it. */
export function promptInput(input: RunInput | undefined): PromptInput {
  return input === undefined ? { kind: 'absent' } : { kind: 'value', value: input }
}
