import type { Range } from './range'
import type { ConnectionReference } from './run'

/** What one step is expected to cost. Gates and disabled steps are not listed. */
export interface StepEstimate {
  stepId: string
  label: string
  connection: ConnectionReference
  model: string
  /** Tokens of the prompts, expected. Exact (but for the counter's error) when `promptResolved`. */
  promptTokens: number
  /** False where the prompt refers to outputs that don't exist yet and their expected length was taken. */
  promptResolved: boolean
  /** Tokens of the answer; `high` is always the step's `maxTokens`. */
  answerTokens: Range
  /** Where the answer's length comes from: the user's own earlier runs of the step, or its step type. */
  basis: 'history' | 'step-type'
  /** USD; null where the model's price is not known. Never 0 for want of a price. */
  cost: Range | null
}

/** What a run, or a part of it, is expected to cost. Retries and send-backs that may come are not in it. */
export interface Estimate {
  steps: StepEstimate[]
  /** USD, all steps; null as soon as one step's cost is unknown. */
  total: Range | null
  /** How many earlier runs the lengths of every step come from at least; 0: those of a step come from its type. */
  basedOnRuns: number
}
