import type { StepError } from '../errors'
import type { PauseReason, RevisionSource, Run, RunStatus, StepStatus, TokenUsage } from './run'

interface EventBase {
  runId: string
  /** From 1 in each run, without gaps; the order of events. */
  seq: number
  /** Milliseconds since the epoch. */
  at: number
}

interface StepEventBase extends EventBase {
  stepId: string
  stepLabel: string
}

/** The revision that an event brings into being. */
export interface RevisionMark {
  number: number
  source: RevisionSource
  fingerprint: string
  fingerprintVersion: number
}

/** What was spent on a step so far, over all its attempts. USD; null: unknown. */
interface StepSpend {
  tokenUsage: TokenUsage | null
  costEstimate: number | null
  durationMs: number | null
}

/**
 * The run has a new status, or was asked to pause while requests are in flight (`pausing`). That it has paused, or
 * ended, is told by events of their own.
 */
export interface RunProgressEvent extends EventBase {
  type: 'progress'
  stepId?: undefined
  status: RunStatus
  /** Absent: false. */
  pausing?: true
}

/**
 * A step has a new status. `running`: a request starts (`attempt` counts from 1). `waiting`: for a slot, with its end.
 * `awaiting_review`: the gate is open on `output`. `pending`: put back, by pause, stop or a request to run it again.
 * `completed`: found up to date, nothing was sent.
 */
export interface StepProgressEvent extends StepEventBase {
  type: 'progress'
  status: StepStatus
  attempt?: number
  until?: number
  revision?: RevisionMark
  /** With `revision`: the text under review. */
  output?: string
  tokenUsage?: TokenUsage | null
  costEstimate?: number | null
}

/** A piece of streamed text. `offset` is in UTF-16 units from the start of the attempt. */
export interface TextEvent extends StepEventBase {
  type: 'text'
  attempt: number
  offset: number
  delta: string
}

/** The step has an output. Without `output`, it is the attempt's streamed text. */
export interface StepDoneEvent extends StepEventBase, StepSpend {
  type: 'done'
  scope: 'step'
  revision: RevisionMark
  output?: string
  truncated: boolean
  /** See `StepRun`. */
  unknownFinish?: string
  reused: boolean
}

/** The run has ended. */
export interface RunDoneEvent extends EventBase {
  type: 'done'
  scope: 'run'
  stepId?: undefined
  status: Extract<RunStatus, 'completed' | 'failed' | 'stopped'>
}

/** The step has failed for good. */
export interface StepErrorEvent extends StepEventBase, StepSpend {
  type: 'error'
  scope: 'step'
  error: StepError
}

/** The run can't go on for a reason that is not a step's; it is followed by `paused` or by the end of the stream. */
export interface RunErrorEvent extends EventBase {
  type: 'error'
  scope: 'run'
  stepId?: undefined
  error: { code: string; message: string; remedy?: string }
}

/** An attempt failed and another one follows after `delayMs`. `attempt` is the one that failed. */
export interface RetryEvent extends StepEventBase, StepSpend {
  type: 'retry'
  attempt: number
  delayMs: number
  /** Milliseconds since the epoch. */
  until: number
  /** A sentence. */
  reason: string
  error: StepError
}

/** A disabled step, or a gate that YOLO passed (then with its text). */
export interface SkippedEvent extends StepEventBase {
  type: 'skipped'
  reason: 'disabled' | 'yolo'
  revision?: RevisionMark
  output?: string
}

/** The run waits for the user. With reason `review`, `stepId` is the open gate. */
export interface PausedEvent extends EventBase {
  type: 'paused'
  reason: PauseReason
  stepId?: string
  stepLabel?: string
}

/** What `runWorkflow()` yields, and the only things it yields. */
export type RunEvent =
  | RunProgressEvent
  | StepProgressEvent
  | TextEvent
  | StepDoneEvent
  | RunDoneEvent
  | StepErrorEvent
  | RunErrorEvent
  | RetryEvent
  | SkippedEvent
  | PausedEvent

/** What a listener gets: the whole state first, and again after a change that no event describes. */
export type RunMessage = { type: 'state'; seq: number; run: Run } | RunEvent
