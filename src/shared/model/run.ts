import type { StepError } from '../errors'
import type { JsonValue } from './json'
import type { Range } from './range'
import type { OutputFormat, StepType } from './step'
import type { InputDescription } from './workflow'

export const RUN_STATUSES = [
  'running',
  'paused',
  'completed',
  'failed',
  'stopped',
  /** Derived, never stored: `running` without a living owner. */
  'interrupted',
] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

/** Why a run is `paused`. `storage`: the disk is full or the database can't be written. */
export type PauseReason = 'review' | 'user' | 'budget' | 'storage'

export const STEP_STATUSES = [
  /** Will run when its turn comes. With an output: the user has agreed to run it again (`rerun`). */
  'pending',
  /** For a slot or for the end of a backoff; `until` says when. */
  'waiting',
  'running',
  'awaiting_review',
  'completed',
  'failed',
  /** Disabled, or a gate that YOLO passed. */
  'skipped',
] as const
export type StepStatus = (typeof STEP_STATUSES)[number]

/** Text, or a JSON object or array. Text is never parsed. */
export type RunInput = JsonValue

/** Tokens of one or more requests, as the provider counted them. */
export interface TokenUsage {
  /** All prompt tokens, cached ones included. */
  inputTokens: number
  /** All answer tokens, reasoning included. */
  outputTokens: number
  /** Part of `inputTokens` that was read from the provider's prompt cache. */
  cachedInputTokens?: number
  /** Part of `inputTokens` that was written to the provider's prompt cache. */
  cacheWriteTokens?: number
  /** Part of `outputTokens` that was reasoning. */
  reasoningTokens?: number
  /** True where a provider sent no figures and the tokens were counted here. */
  estimated?: boolean
}

/** A connection as a run froze it: enough to find it again, never a key or an address. */
export interface ConnectionReference {
  /** The connection's name, unique among connections. */
  name: string
  /** The provider's kind, such as `openai`; prices go by it. */
  kind: string
}

/** The settings of one step as a run froze them: every default filled in, connection and model decided. */
export interface FrozenStep {
  id: string
  label: string
  stepType: StepType
  prompt: string
  systemPrompt: string
  /** Absent on a review gate, which calls no model. */
  connection?: ConnectionReference
  model?: string
  /** Absent: not sent. */
  temperature?: number
  maxTokens: number
  maxRetries: number
  enabled: boolean
  output: OutputFormat
}

/** What a reviewer asked for when sending back; part of the request and of the fingerprint. */
export interface Feedback {
  comment: string
  /** The output that the comment is about. */
  previousOutput: string
}

/** The state of one step inside one run. */
export interface StepRun {
  /** The frozen step's id; unique in the run. */
  id: string
  label: string
  settings: FrozenStep
  status: StepStatus
  /** The text of the current revision; null before there is one. */
  output: string | null
  /** The current revision's number, from 1; null before there is one. */
  revision: number | null
  /** Who made the current revision; absent before there is one, and in runs exported before this was told. */
  revisionSource?: RevisionSource
  /** What the current revision was made from. */
  fingerprint: string | null
  fingerprintVersion: number | null
  /** Text of the attempt in flight, or what a stopped or failed one left. Never an output. */
  partial: string
  /** How many requests were sent for this step in this run. */
  attempts: number
  feedback: Feedback | null
  /**
   * Set while `pending` with an output: run again even if nothing changed (`always`), only if stale, or ask the
   * model to go on with an output that was cut short (`continue`).
   */
  rerun: 'always' | 'if-stale' | 'continue' | null
  /** While `waiting`: milliseconds since the epoch. */
  until: number | null
  /** The output no longer follows from its inputs. */
  stale: boolean
  /** Label of the step whose change made this one stale; its own label when its settings changed. */
  staleBecause: string | null
  /** The answer was cut at the token limit. */
  truncated: boolean
  /**
   * Why the answer ended, in the provider's words, where that is none of the reasons that are known: it may not be
   * whole. Null otherwise.
   */
  unknownFinish: string | null
  /** The output came from the step cache. */
  reused: boolean
  /** Sum over all attempts; null before the first. */
  tokenUsage: TokenUsage | null
  /** USD, sum over all attempts, failed ones included; null where a part has no known price. */
  costEstimate: number | null
  /** Of the attempts that made the current output, waits excluded; null before there is one. */
  durationMs: number | null
  /** Why the step failed, or why it is waiting for another try. */
  error: StepError | null
  startedAt: number | null
  finishedAt: number | null
  /** Sequence number of the last event that changed this step. */
  seq: number
}

export interface RunOptions {
  yoloMode: boolean
  /** Steps at the same time, at least 1. */
  concurrency: number
  budgetUsd: number | null
  reuse: boolean
}

/** One execution of a workflow on one input. A value: never mutated, `reduceRun` returns the next one. */
export interface Run {
  id: string
  /** Null for a run of a file or of a template that is not stored. */
  workflowId: string | null
  workflowName: string
  /** Absolute path of the file that was run; where rebase reads the current steps from. */
  sourcePath: string | null
  status: RunStatus
  /** Present exactly while `paused`. */
  pauseReason: PauseReason | null
  /** Derived, never stored: `running`, and it will be `paused` by the user when what is in flight has finished. */
  pausing: boolean
  /** Undefined: the run was started without one. */
  input: RunInput | undefined
  inputDescription: InputDescription | null
  options: RunOptions
  /** In the workflow's order. */
  steps: StepRun[]
  /** Steps that a rebase removed; history only. */
  removedSteps: StepRun[]
  /** Null: none was made, or a rebase has changed what it was made for. */
  estimate: RunEstimate | null
  /** Number of the last event, from 1; 0 before the first. */
  seq: number
  createdAt: number
  updatedAt: number
  finishedAt: number | null
}

/** What a run was expected to cost when it was started, in USD; null: unknown. Retries were not in it. */
export interface RunEstimate {
  total: Range | null
  /** By the ids of the steps that call a model. */
  steps: Record<string, Range | null>
}

/** How one request to a model ended. */
export interface FinishReason {
  unified: 'stop' | 'length' | 'content_filter' | 'refusal' | 'tool_calls' | 'other'
  /** As the provider said it. */
  raw: string
}

export interface Message {
  role: 'user' | 'assistant'
  content: string
}

/** One request as it was sent, and how it ended. */
export interface Attempt {
  stepId: string
  /** From 1 in each step run. */
  number: number
  connection: ConnectionReference
  model: string
  systemPrompt: string
  messages: Message[]
  /** `running` in the database of a dead process means interrupted. */
  outcome: 'running' | 'completed' | 'failed' | 'stopped' | 'interrupted'
  finishReason: FinishReason | null
  error: StepError | null
  tokenUsage: TokenUsage | null
  /** USD; null: unknown. */
  costEstimate: number | null
  startedAt: number
  finishedAt: number | null
}

export type RevisionSource = 'model' | 'human' | 'cache' | 'passthrough'

/** One version of a step run's output, kept for ever. The newest is current. */
export interface Revision {
  stepId: string
  /** From 1 in each step run. */
  number: number
  source: RevisionSource
  text: string
  fingerprint: string
  fingerprintVersion: number
  /** The attempt that wrote it; null for people, the cache and gates. */
  attempt: number | null
  truncated: boolean
  createdAt: number
}
