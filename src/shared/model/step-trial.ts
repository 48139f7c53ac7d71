import type { StepError } from '../errors'
import type { FinishReason, Message, TokenUsage } from './run'

/** What one step answered outside of a run. Nothing but the spend is kept. */
export interface StepTrial {
  /** The request as it was sent, resolved. */
  systemPrompt: string
  messages: Message[]
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
