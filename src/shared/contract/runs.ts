import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { connectionName } from '../model/connection'
import { RUN_STATUSES, type Run } from '../model/run'
import type { RunMessage } from '../model/run-event'
import { MAX_TEXT_CHARACTERS, runInput } from './bounded'
import { procedure } from './errors'
import { runOverrides } from './estimate'
import {
  id,
  paging,
  revisionNumber,
  searchText,
  updatedAt,
  type ExportedFile,
  type Page,
  type Written,
} from './fields'
import type {
  OverrideResult,
  RebaseResult,
  RunState,
  RunSummary,
  SearchHit,
  StepDraft,
  StepHistory,
  WorkflowOfRuns,
} from './run-views'

const text = z.string().max(MAX_TEXT_CHARACTERS)
const comment = z.string().trim().max(100_000)
const onGate = {
  /** The gate's current revision as the user saw it. */
  revision: revisionNumber,
  /**
   * The gate. Give it wherever it is known: revision numbers count per step, so without it a decision that arrives
   * twice could pass the next gate.
   */
  stepId: id.optional(),
}

/** What the user decided at the open gate. A second decision on the same revision gets `CONFLICT`. */
export const decision = z.discriminatedUnion('kind', [
  /** The text passes on as it is. */
  z.strictObject({ kind: z.literal('approve'), ...onGate }),
  /** `text` passes on instead. */
  z.strictObject({ kind: z.literal('edit'), ...onGate, text }),
  /** The steps the gate refers to run again, with the comment. */
  z.strictObject({
    kind: z.literal('sendBack'),
    ...onGate,
    comment: comment.min(1, 'Say what is to change.'),
  }),
])
export type Decision = z.infer<typeof decision>

const runOptions = z
  .strictObject({
    yoloMode: z.boolean(),
    concurrency: z.int().min(1).max(64),
    /** Null: no limit. */
    budgetUsd: z.number().positive().max(1_000_000).nullable(),
    reuse: z.boolean(),
  })
  .partial()

const runStepOptions = z
  .strictObject({
    /** A connection's name; in `was`, the frozen one's. */
    connection: connectionName,
    model: z.string().min(1).max(200),
    /** Null: not sent. */
    temperature: z.number().min(0).max(2).nullable(),
    maxTokens: z.int().min(1).max(1_000_000),
    maxRetries: z.int().min(0).max(20),
  })
  .partial()

/**
 * Fields to set, and the values the caller saw in them. A run's `updatedAt` moves with every event, so a write to a
 * run in progress is based on the values it replaces: a field that holds another one by now is a `CONFLICT`.
 */
function fromTo<T extends typeof runOptions | typeof runStepOptions>(fields: T) {
  return { set: fields, was: fields }
}

function namesWhatItReplaces(change: { set: object; was: object }): boolean {
  const fields = Object.keys(change.set)
  return fields.length > 0 && fields.every((field) => field in change.was)
}
const mustNameWhatItReplaces = 'Every field of "set" needs its former value in "was".'

const runStep = { runId: id, stepId: id }

/** Single steps of a run. */
const steps = {
  /**
   * Runs a step again (failed, completed or a passed gate), then forward progress only; what depends on it becomes
   * stale. Clears its feedback. `revision` is the current one, null if the step has none.
   * Throws `NOT_FOUND`, `CONFLICT` (also while the step is in flight), `RATE_LIMITED`, `KEY_MISSING`.
   */
  retry: procedure
    .input(z.strictObject({ ...runStep, revision: revisionNumber.nullable() }))
    .output(type<RunState>()),

  /**
   * Goes on with a truncated text; the whole becomes a new revision. Throws `NOT_FOUND`, `CONFLICT`, `KEY_MISSING`,
   * `INVALID` if the step is not truncated.
   */
  continue: procedure
    .input(z.strictObject({ ...runStep, revision: revisionNumber }))
    .output(type<RunState>()),

  /**
   * Ends the wait for another attempt and tries now; a step that waits for a slot of its connection keeps its place
   * in the line. `attempts` is the step's as the caller saw it: a later wait is left alone, and no
   * error. Throws `NOT_FOUND`, `CONFLICT` when the run is not in progress in this process.
   */
  skipWait: procedure
    .input(z.strictObject({ ...runStep, attempts: z.int().min(0) }))
    .output(type<RunState>()),

  /**
   * Gives a step a new output by hand: a new revision. The steps that refer to it become stale; nothing is re-run.
   * To go back to an earlier revision, give its text. Throws `NOT_FOUND`, `CONFLICT`, `INVALID` if the text breaks
   * the step's output format.
   */
  overrideOutput: procedure
    .input(z.strictObject({ ...runStep, revision: revisionNumber, text }))
    .output(type<OverrideResult>()),

  /**
   * All revisions of a step, with the texts of those whose numbers are in `texts`, and with `attempts` the requests
   * as they were sent (resolved prompts). Steps that a rebase removed have theirs still. Throws `NOT_FOUND`.
   */
  revisions: procedure
    .input(
      z.strictObject({
        ...runStep,
        texts: z.array(revisionNumber).max(20).optional(),
        attempts: z.boolean().optional(),
      }),
    )
    .output(type<StepHistory>()),

  /** What is being written on the run's steps, in no order. Throws `NOT_FOUND`. */
  drafts: procedure.input(z.strictObject({ runId: id })).output(type<{ drafts: StepDraft[] }>()),

  /**
   * Keeps what is being written on a step, or drops it (`draft: null`). It changes nothing of the run, and so it carries
   * no base: of two windows the one that wrote last is kept. Goes with the run. Throws `NOT_FOUND` (the run).
   */
  saveDraft: procedure
    .input(
      z.strictObject({
        ...runStep,
        draft: z
          .strictObject({ kind: z.enum(['output', 'comment']), text, revision: revisionNumber })
          .nullable(),
      }),
    )
    .output(type<{ saved: true }>()),

  /**
   * The user's consent to run stale steps again, in order; one whose fingerprint turns out unchanged is skipped, and
   * a stale gate opens again. Name the steps that the user was shown; `all` takes what is stale by now.
   * Throws `NOT_FOUND`, `CONFLICT`, `KEY_MISSING`.
   */
  rerunStale: procedure
    .input(z.strictObject({ runId: id, stepIds: z.union([z.literal('all'), z.array(id).min(1).max(2_000)]) }))
    .output(type<RunState>()),
}

/**
 * Executions. Commands that replace nothing (`pause`, `stop`, `resume` without a decision, `rerunStale`) carry no
 * base; repeated, they do no harm. A living owner in another process: `pause` and `stop` are passed on to it,
 * all other writes throw `CONFLICT`, naming it.
 */
export const runs = {
  /** Newest first. `idPrefix` finds a run by the start of its id. Interrupted runs are found by that status. */
  list: procedure
    .input(
      z
        .strictObject({
          ...paging,
          workflowId: id.optional(),
          statuses: z.array(z.enum(RUN_STATUSES)).max(RUN_STATUSES.length).optional(),
          idPrefix: id.optional(),
        })
        .prefault({}),
    )
    .output(type<Page<RunSummary>>()),

  /**
   * The workflows that have runs, those included that were deleted; the one with the newest run first, at most `limit`
   * (50). `search` finds a part of the name, `workflowId` the one.
   */
  workflows: procedure
    .input(
      z
        .strictObject({ search: searchText.optional(), workflowId: id.optional(), limit: paging.limit })
        .prefault({}),
    )
    .output(type<{ workflows: WorkflowOfRuns[] }>()),

  /** The whole run with the current outputs and partial texts, once. Throws `NOT_FOUND`. */
  get: procedure.input(z.strictObject({ runId: id })).output(type<Run>()),

  /**
   * Follows a run. Each item is a BATCH of messages, never empty, in order: the very first message is the `state`,
   * then come the events after it, without a gap and without a repeat. A further `state` replaces all before it;
   * it comes after a change that no event describes. Fold events with `reduceRun`.
   *
   * Batches, because a Node → browser WebSocket carries 6,000 single messages a second but 79,000 in batches. At most
   * one batch per frame (about 16 ms); neighbouring pieces of text are joined, under the `seq` of the last.
   *
   * It does not end when the run does (a finished run can be retried), nor by itself at all: abort the call or leave
   * the loop, and the server stops. Over a transport an abort throws on the caller's side, in process it may end the
   * loop instead. A connection that breaks throws; then call again, for a new `state`. A run of another process is
   * followed at one look a second. Items are not validated. Throws `NOT_FOUND` at the first item, and within a second
   * once the run has been deleted.
   */
  events: procedure.input(z.strictObject({ runId: id })).output(eventIterator(type<RunMessage[]>())),

  /**
   * Follows what is going on. Each item is the whole of it: first the runs that wait for the user at a gate, then those
   * that wait for the budget or for room on the disk, then those that are running; of each of the three the newest 20,
   * newest first. The first item comes at once, another one whenever something of it has changed: at most five times a
   * second, and for runs of other processes within two seconds. Ends like `events`, and also when a backup is put back.
   */
  now: procedure.input(z.strictObject({}).prefault({})).output(eventIterator(type<RunSummary[]>())),

  /**
   * Brings the run up to date: forward progress, never stale steps. With a `decision`, passes or sends back the open
   * gate first; without one a run that waits at a gate stays there. On a completed run it does nothing.
   * Throws `NOT_FOUND`, `CONFLICT` (also while the run is in progress), `RATE_LIMITED`, `KEY_MISSING`, `INVALID` (the
   * gate refers to no step that could be sent back).
   */
  resume: procedure
    .input(z.strictObject({ runId: id, decision: decision.optional() }))
    .output(type<RunState>()),

  /**
   * Lets what is in flight finish and starts no more; answers at once, so the run may still be `running` then, and
   * `pausing`: everyone who looks at it sees that, in every process.
   * Throws `NOT_FOUND`, `CONFLICT` when there is nothing to pause.
   */
  pause: procedure.input(z.strictObject({ runId: id })).output(type<RunState>()),

  /**
   * Aborts what is in flight, keeping partial texts as such, or ends the wait of a paused run; resume goes on, and
   * opens a gate again. Answers as `pause` does. Throws `NOT_FOUND`, `CONFLICT` when there is nothing to stop.
   */
  stop: procedure.input(z.strictObject({ runId: id })).output(type<RunState>()),

  /**
   * Changes options of the run, or connection, model and limits of its steps (which may make them stale); nothing is
   * started. Applies to requests that are not sent yet. Throws `NOT_FOUND`, `CONFLICT`, `INVALID`.
   */
  update: procedure
    .input(
      z
        .strictObject({
          runId: id,
          options: z
            .strictObject(fromTo(runOptions))
            .refine(namesWhatItReplaces, mustNameWhatItReplaces)
            .optional(),
          steps: z
            .array(
              z
                .strictObject({ stepId: id, ...fromTo(runStepOptions) })
                .refine(namesWhatItReplaces, mustNameWhatItReplaces),
            )
            .min(1)
            .max(2_000)
            .optional(),
        })
        .refine(
          (input) => input.options !== undefined || input.steps !== undefined,
          'There is nothing to change.',
        ),
    )
    .output(type<RunState>()),

  /**
   * A new run of the same frozen steps, options and input (or those given), without outputs. It is not started: it is
   * `paused` (`user`) and waits for resume. Throws `NOT_FOUND`, `INVALID`.
   */
  clone: procedure
    .input(z.strictObject({ runId: id, input: runInput.optional(), overrides: runOverrides.optional() }))
    .output(type<{ runId: string }>()),

  /**
   * Deletes a run that isn't running (else `CONFLICT`); with `undo` brings it back, for 30 days after. What it cost
   * stays in `usage.summary`. Throws `NOT_FOUND`, `CONFLICT`.
   */
  delete: procedure
    .input(z.strictObject({ runId: id, updatedAt, undo: z.boolean().optional() }))
    .output(type<Written>()),

  /** Full-text search over current outputs and labels, newest run first. `deleted` and `count` as in a list. */
  search: procedure
    .input(
      z.strictObject({
        ...paging,
        query: searchText.min(1),
        workflowId: id.optional(),
        statuses: z.array(z.enum(RUN_STATUSES)).max(RUN_STATUSES.length).optional(),
      }),
    )
    .output(type<Page<SearchHit>>()),

  /**
   * Applies the workflow's current steps (or those of the run's file) to a run that isn't running. Starts nothing.
   * With `preview` it writes nothing either, and tells what a rebase would do by doing all of it but that; with the
   * `version` of such an answer it does just that: `CONFLICT` if the steps are other ones by now.
   * Throws `NOT_FOUND` (the run, its workflow or its file), `CONFLICT`, `INVALID`.
   */
  rebase: procedure
    .input(z.strictObject({ runId: id, updatedAt, preview: z.boolean().optional(), version: id.optional() }))
    .output(type<RebaseResult>()),

  /** The run as a document to read (`markdown`) or whole (`json`, what `baton show --json` prints). `NOT_FOUND`. */
  export: procedure
    .input(z.strictObject({ runId: id, format: z.enum(['markdown', 'json']) }))
    .output(type<ExportedFile>()),

  steps,
}
