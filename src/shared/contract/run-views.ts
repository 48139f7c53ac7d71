import type { Attempt, PauseReason, Revision, RunStatus, StepStatus } from '../model/run'

/** Where a run stands after a command; listeners of `runs.events` learn the same, and more, from its messages. */
export interface RunState {
  runId: string
  status: RunStatus
  /** Present exactly while `paused`. */
  pauseReason: PauseReason | null
  /** It runs, and will be paused by the user when what is in flight has finished. */
  pausing: boolean
  /** Number of the last event when the answer was made. */
  seq: number
  updatedAt: number
}

/** How many steps of a run stand where; the kinds don't overlap and add up to `total`. */
export interface StepCounts {
  total: number
  /** Never had their turn, or were put back. */
  pending: number
  /** Running or waiting. */
  active: number
  /** Gates that are open. */
  awaitingReview: number
  completed: number
  skipped: number
  failed: number
}

/** What a list of runs shows of each. */
export interface RunSummary {
  id: string
  /** Null for a run of a file or of a template that is not stored. */
  workflowId: string | null
  workflowName: string
  status: RunStatus
  pauseReason: PauseReason | null
  /** As in `RunState`. */
  pausing: boolean
  /** The start of the input, one line, at most 200 characters; null without an input. */
  inputPreview: string | null
  /** USD so far; null when a part of it has no known price. */
  costEstimate: number | null
  steps: StepCounts
  /** Steps that run, wait, failed or are open gates, in order, at most ten. `position` counts from 1. */
  current: { stepId: string; label: string; position: number; status: StepStatus }[]
  createdAt: number
  updatedAt: number
  finishedAt: number | null
}

/** A workflow that has runs. */
export interface WorkflowOfRuns {
  id: string
  /** As it is called now; of one that is gone for good, as its newest run has it. */
  name: string
  deleted: boolean
}

/** A piece of a snippet; a hit is to be highlighted. Plain text, never markup. */
export interface SnippetPart {
  text: string
  hit: boolean
}

/** One place where a search found something: at most one for each step of a run, the best one. */
export interface SearchHit {
  runId: string
  workflowName: string
  status: RunStatus
  pauseReason: PauseReason | null
  createdAt: number
  stepId: string
  stepLabel: string
  /** What matched: the step's current output or its label. */
  field: 'output' | 'label'
  /** About 200 characters around the first hit, in order. */
  snippet: SnippetPart[]
}

/** A revision, with its text only if asked for. */
export type RevisionView = Omit<Revision, 'text'> & {
  text?: string
  /** Of the text, in UTF-16 units. */
  length: number
}

/** What happened to one step in one run. */
export interface StepHistory {
  /** Oldest first; never empty gaps in `number`. */
  revisions: RevisionView[]
  /** Requests as they were sent, oldest first; empty unless asked for. */
  attempts: Attempt[]
}

/** What a rebase did, or with `preview` would do (the run's state is then as it was). Labels, in order. */
export interface RebaseResult extends RunState {
  /** Stands for the steps that are taken over, frozen as they are now. Opaque. */
  version: string
  added: string[]
  removed: string[]
  /** Matched, with settings that differ from before. */
  changed: string[]
  /** Whether steps that stay follow each other in another order than before. */
  reordered: boolean
  /** Have an output that is up to date. Each enabled step is in one of this list and the next two. */
  valid: string[]
  /** Have an output that is stale, and keep it until they are told to run again. Nothing was re-run. */
  stale: string[]
  /** Run when the run goes on, or open if they are gates. */
  pending: string[]
}

/** A text that is being written on a step, neither saved nor left. */
export interface StepDraft {
  stepId: string
  /** Of another output for the step, or of the comment with which an open gate is to be sent back. */
  kind: 'output' | 'comment'
  text: string
  /** The step's revision when it was begun. */
  revision: number
}

/** What an edit of an output did. */
export interface OverrideResult extends RunState {
  /** Number of the new revision. */
  revision: number
  /** Ids of the steps that are stale now. */
  stale: string[]
}
