import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { LastTrial, StepTrial, TrialMessage } from '../model/step-trial'
import type { Workflow } from '../model/workflow'
import { bounded, MAX_TEXT_CHARACTERS, runInput } from './bounded'
import { procedure } from './errors'
import { id, updatedAt } from './fields'
import { MAX_STORED_STEPS, newStep, stepChanges, workflowBody } from './workflow-body'

const stepOfWorkflow = { workflowId: id, stepId: id, updatedAt }

const valuesToTry = {
  input: runInput.optional(),
  /** Texts by the id of the step they stand for. Missing ones come from the workflow's newest run. */
  outputs: z.record(id, z.string().max(MAX_TEXT_CHARACTERS)).optional(),
}

const storedStepToTry = { ...stepOfWorkflow, changes: stepChanges.optional(), ...valuesToTry }

const editedStepToTry = {
  /** With which the trial is kept, and whose newest run gives the outputs; `NEW_WORKFLOW_ID` has no runs. */
  workflowId: id,
  stepId: id,
  /** The workflow as it is edited, in place of the stored one. Only what the step refers to counts. */
  workflow: workflowBody,
  ...valuesToTry,
}

/** A step of a stored workflow, of its draft, or of the draft of a workflow that was never saved. */
const anyStep = { workflowId: id, stepId: id }

const trialValues = bounded(
  z.strictObject({ input: z.string().optional(), outputs: z.record(id, z.string()) }),
  MAX_TEXT_CHARACTERS,
)

/** Single steps of a stored workflow. The builder saves whole workflows; these are for scripts and small changes. */
export const workflowSteps = {
  /** Inserts a step at index `at`, or at the end. Throws `NOT_FOUND`, `CONFLICT`. */
  add: procedure
    .input(
      z.strictObject({
        workflowId: id,
        updatedAt,
        step: newStep,
        at: z.int().min(0).max(MAX_STORED_STEPS).optional(),
      }),
    )
    .output(type<{ workflow: Workflow; stepId: string }>()),

  /** Changes one step; a new label does not rewrite references. Throws `NOT_FOUND`, `CONFLICT`. */
  update: procedure
    .input(z.strictObject({ ...stepOfWorkflow, changes: stepChanges }))
    .output(type<Workflow>()),

  /** Takes a step out; references to it stay, as problems. Throws `NOT_FOUND`, `CONFLICT`. */
  remove: procedure.input(z.strictObject(stepOfWorkflow)).output(type<Workflow>()),

  /** `stepIds` is every step's id, once, in the new order; anything else is `INVALID`. Throws `CONFLICT`. */
  reorder: procedure
    .input(z.strictObject({ workflowId: id, updatedAt, stepIds: z.array(id).max(MAX_STORED_STEPS) }))
    .output(type<Workflow>()),

  /**
   * Sends one step's request once, without a run; abort the call to cancel it. It costs what it costs, and the answer is
   * kept as the step's `lastTrial`, where the workflow is stored or `NEW_WORKFLOW_ID`; the workflow stays as it is.
   * A failed request is an answer (`error`), not a thrown error. `INVALID` if the prompt can't be resolved.
   * Tries the stored step, with `changes` to its settings, or the step of `workflow`. Throws `NOT_FOUND`, `CONFLICT`.
   */
  try: procedure
    .input(z.union([z.strictObject(storedStepToTry), z.strictObject(editedStepToTry)]))
    .output(type<StepTrial>()),

  /**
   * Does what `try` does and tells it as it happens, in batches, never empty, of at most one per frame. Ends by itself
   * after `done`. Leave the loop or abort the call, or lose the connection, and the request is aborted: nobody pays for
   * an answer that no one will see; what had arrived is the step's `lastTrial`. To end it and be told what had arrived
   * and what that cost, use `stopTrial`.
   * Throws `NOT_FOUND`, `CONFLICT`, `KEY_MISSING`; at the first item also `INVALID`, or `CONFLICT` where a trial of the
   * same id is under way. Items are not validated.
   */
  tryLive: procedure
    .input(
      z.union([
        z.strictObject({ trialId: id, ...storedStepToTry }),
        z.strictObject({ trialId: id, ...editedStepToTry }),
      ]),
    )
    .output(eventIterator(type<TrialMessage[]>())),

  /** Ends a trial of `tryLive`, which answers with `done`. `stopped` is false where none of that id is under way. */
  stopTrial: procedure.input(z.strictObject({ trialId: id })).output(type<{ stopped: boolean }>()),

  /**
   * The newest trial of a step, until it is dismissed, and what was typed for it. One that came to nothing does not take
   * the place of an answer. `workflowId` may be `NEW_WORKFLOW_ID`; what is kept under that goes with the workflow when
   * `create` stores steps of the same ids, and is dropped with its draft. The step may be in a draft alone, so that an
   * unknown one is no error. Throws `NOT_FOUND`.
   */
  lastTrial: procedure.input(z.strictObject(anyStep)).output(type<LastTrial>()),

  /** Keeps what was typed for a step to be tried on; null: nothing is any more. The last write counts. Throws `NOT_FOUND`. */
  saveTrialValues: procedure
    .input(z.strictObject({ ...anyStep, values: trialValues.nullable() }))
    .output(type<{ saved: true }>()),

  /**
   * Puts a trial away; with `undo` it is back, for 30 days after. `done` is false where the step's newest trial is
   * another one: that stays as it is. Throws `NOT_FOUND`.
   */
  dismissTrial: procedure
    .input(z.strictObject({ ...anyStep, trialId: id, undo: z.boolean().optional() }))
    .output(type<{ done: boolean }>()),
}
