import type { StepError } from '../errors'
import type { FinishReason, Message, TokenUsage } from './run'
import type { Step } from './step'

/** What one step answered outside of a run. */
export interface StepTrial extends TrialAnswer {
  /** The request as it was sent, resolved. */
  systemPrompt: string
  messages: Message[]
}

/** A trial without the request that it sent. */
export interface TrialAnswer {
  /** Empty for a gate, for which nothing is sent. */
  connection: string
  model: string
  /** The answer; what had arrived when it failed or was stopped. For a gate: the text under review. */
  output: string
  truncated: boolean
  /** It was ended before the answer was whole. */
  stopped: boolean
  finishReason: FinishReason | null
  /** Why it failed; null if it didn't. A trial is never retried. */
  error: StepError | null
  tokenUsage: TokenUsage | null
  /** USD; null: unknown. */
  costEstimate: number | null
  /** From sending the request to its end, milliseconds. */
  durationMs: number
}

/**
 * The newest trial of a step, as it is kept until another takes its place or it is dismissed. Without the request: that
 * is made of the step and of texts that are elsewhere, and may be long.
 */
export interface KeptTrial {
  /** Of `tryLive`; of `try` one that the core gave it. */
  trialId: string
  /** As it was tried. */
  step: Step
  /** Milliseconds since the epoch. */
  startedAt: number
  /** Nobody stopped it: the page was left, or Baton closed, before the answer was whole. */
  left: boolean
  answer: TrialAnswer
}

/** What was typed for a step to be tried on; what is absent comes from the workflow's newest run. */
export interface TrialValues {
  input?: string | undefined
  /** By the id of the step that they stand for. */
  outputs: Readonly<Record<string, string>>
}

/** What is kept of trying a step; null: nothing. */
export interface LastTrial {
  values: TrialValues | null
  trial: KeptTrial | null
}

/** How a trial goes, in this order: `started`, perhaps `waiting`, then `sent`, `text` any number of times, `done`. */
export type TrialMessage =
  /** Connection and model are known. A gate, for which nothing is sent, begins with `done`. */
  | { type: 'started'; connection: string; model: string }
  /** It waits for its turn at a limited connection. `until`: milliseconds since the epoch, null where nobody knows. */
  | { type: 'waiting'; until: number | null }
  | { type: 'sent' }
  /** The next piece of the answer. */
  | { type: 'text'; delta: string }
  /** Always the last one. */
  | { type: 'done'; trial: StepTrial }
