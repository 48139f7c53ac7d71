import { type } from '@orpc/contract'
import { z } from 'zod'
import type { Problem } from '../errors'
import { workflowName, type Workflow } from '../model/workflow'
import type { WorkflowSummary } from '../model/workflow-summary'
import { jsonObject, runInput, type JsonObject } from './bounded'
import { procedure } from './errors'
import type { Estimate } from '../model/estimate'
import { estimateInput, runOverrides, runSource, sourceToCheck } from './estimate'
import { id, newId, paging, searchText, time, updatedAt, type Page, type Written } from './fields'
import { workflowBody } from './workflow-body'
import { workflowSteps } from './workflow-steps'

/** Stands for a workflow that was never saved, in `get` and `saveDraft`: its draft is all there is. */
export const NEW_WORKFLOW_ID = 'new'

/** Unsaved changes of the builder. */
export interface Draft {
  /** The builder's own state. It may be unfinished, and the server does not look into it: check it when reading. */
  content: JsonObject
  /** The workflow's `updatedAt` when the draft was begun; older than the workflow's now: someone else saved since. */
  basedOn: number | null
  /** When the draft was last kept, milliseconds since the epoch; what the next `saveDraft` is based on. */
  updatedAt: number
}

export interface WorkflowWithDraft {
  /** Null only for `NEW_WORKFLOW_ID`. */
  workflow: Workflow | null
  draft: Draft | null
}

/** What the user authors. Every write but `create` and `duplicate` carries the `updatedAt` it was based on. */
export const workflows = {
  /**
   * Newest change first. `search` matches names and descriptions; `letters` finds names that have the letters of each of
   * its words in their order, other letters between them or not; `name` is an exact name (it may repeat).
   */
  list: procedure
    .input(
      z
        .strictObject({
          ...paging,
          search: searchText.optional(),
          letters: searchText.optional(),
          name: z.string().max(200).optional(),
        })
        .prefault({}),
    )
    .output(type<Page<WorkflowSummary>>()),

  /**
   * A workflow with the builder's draft of it; with `deleted` one that was deleted and can still be brought back.
   * Throws `NOT_FOUND`; never for `NEW_WORKFLOW_ID`.
   */
  get: procedure
    .input(z.strictObject({ workflowId: id, deleted: z.boolean().optional() }))
    .output(type<WorkflowWithDraft>()),

  /**
   * A new workflow: empty and named "Untitled workflow", a template's copy, or the given one. All step ids are new
   * unless given. With `workflowId` it can be asked for again when the answer got lost: what is stored under that id is
   * the answer if it is the same, and nobody has changed it since; otherwise `CONFLICT`, and nothing is written.
   * Throws `NOT_FOUND` (the template), `CONFLICT`.
   */
  create: procedure
    .input(
      z
        .strictObject({
          workflowId: newId.optional(),
          templateId: id.optional(),
          workflow: workflowBody.optional(),
        })
        .refine(
          (input) => input.templateId === undefined || input.workflow === undefined,
          'Give a template or a workflow, not both.',
        )
        .prefault({}),
    )
    .output(type<Workflow>()),

  /** Replaces the whole workflow and drops its draft. Runs are not touched. Throws `NOT_FOUND`, `CONFLICT`. */
  update: procedure
    .input(z.strictObject({ workflowId: id, updatedAt, workflow: workflowBody }))
    .output(type<Workflow>()),

  /** A deep copy with new ids and no runs, named `name` or "NAME copy". Throws `NOT_FOUND`. */
  duplicate: procedure
    .input(z.strictObject({ workflowId: id, name: workflowName.optional() }))
    .output(type<Workflow>()),

  /**
   * Deletes a workflow and keeps its runs; with `undo` brings it back, draft included, for 30 days after.
   * Throws `NOT_FOUND` (also when there is nothing to bring back), `CONFLICT`.
   */
  delete: procedure
    .input(z.strictObject({ workflowId: id, updatedAt, undo: z.boolean().optional() }))
    .output(type<Written>()),

  /**
   * Everything that stands in the way of a run, and warnings. Faults of the workflow are the answer, never `INVALID`.
   * The input is checked only if `input` is given. Throws `NOT_FOUND`.
   */
  validate: procedure
    .input(
      z.strictObject({
        source: sourceToCheck,
        input: runInput.optional(),
        overrides: runOverrides.optional(),
      }),
    )
    .output(type<{ problems: Problem[] }>()),

  /** What a run would cost, or what an existing run still would. Sends nothing. Throws `NOT_FOUND`, `INVALID`. */
  estimateCost: procedure.input(estimateInput).output(type<Estimate>()),

  /**
   * Freezes the steps into a run and starts it; answers when the run is stored, not when it ends. Absent `input`
   * is none; an empty text is one. Throws `NOT_FOUND`, `INVALID` (all problems), `KEY_MISSING`, `RATE_LIMITED`.
   */
  start: procedure
    .input(
      z.strictObject({ source: runSource, input: runInput.optional(), overrides: runOverrides.optional() }),
    )
    .output(type<{ runId: string }>()),

  /**
   * Keeps unsaved changes of the builder, or drops them (`content: null`). `updatedAt` is the draft's own from `get`
   * or from the last call, null if there was none; another one by now (a second window): `CONFLICT`.
   * `basedOn` is the workflow's. With `deleted` the draft is of a workflow that was deleted and can still be brought
   * back. Throws `NOT_FOUND`; never for `NEW_WORKFLOW_ID`.
   */
  saveDraft: procedure
    .input(
      z.strictObject({
        workflowId: id,
        content: jsonObject.nullable(),
        basedOn: time.nullable(),
        updatedAt: updatedAt.nullable(),
        deleted: z.boolean().optional(),
      }),
    )
    .output(type<{ updatedAt: number | null }>()),

  steps: workflowSteps,
}
