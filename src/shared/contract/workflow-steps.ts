import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { StepTrial, TrialMessage } from '../model/step-trial'
import type { Workflow } from '../model/workflow'
import { MAX_TEXT_CHARACTERS, runInput } from './bounded'
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
  /** Whose newest run gives the outputs; `NEW_WORKFLOW_ID`: none. */
  workflowId: id,
  stepId: id,
  /** The workflow as it is edited, in place of the stored one. Only what the step refers to counts. */
  workflow: workflowBody,
  ...valuesToTry,
}

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
   * Sends one step's request once, without a run; abort the call to cancel it. It costs what it costs, and nothing is
   * saved. A failed request is an answer (`error`), not a thrown error. `INVALID` if the prompt can't be resolved.
   * Tries the stored step, with `changes` to its settings, or the step of `workflow`. Throws `NOT_FOUND`, `CONFLICT`.
   */
  try: procedure
    .input(z.union([z.strictObject(storedStepToTry), z.strictObject(editedStepToTry)]))
    .output(type<StepTrial>()),

  /**
   * Does what `try` does and tells it as it happens, in batches, never empty, of at most one per frame. Ends by itself
   * after `done`. Leave the loop or abort the call, or lose the connection, and the request is aborted: nobody pays for
   * an answer that no one will see. To end it and be told what had arrived and what that cost, use `stopTrial`.
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
}
