import { z } from 'zod'
import { connectionName } from '../model/connection'
import { id } from './fields'
import { jsonObject, runInput } from './bounded'
import { workflowBody } from './workflow-body'

/**
 * What to run: a stored workflow, a template (a built-in one's slug or an own one's id), or a workflow that is
 * given whole and won't be stored. A built-in template needs no copy to be run.
 */
export const runSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('workflow'), workflowId: id }),
  z.strictObject({ kind: z.literal('template'), templateId: id }),
  z.strictObject({
    kind: z.literal('inline'),
    workflow: workflowBody,
    /**
     * Absolute path of the file the workflow was read from; rebase reads it again. Only the command line may give
     * it: a call that came over a transport is refused with `INVALID`, so that no page can have a file read.
     */
    sourcePath: z.string().min(1).max(4096).optional(),
  }),
])
export type RunSource = z.infer<typeof runSource>

/** As `runSource`, but the inline workflow may be unfinished: any JSON object, whose faults are in the answer. */
export const sourceToCheck = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('workflow'), workflowId: id }),
  z.strictObject({ kind: z.literal('template'), templateId: id }),
  z.strictObject({ kind: z.literal('inline'), workflow: jsonObject }),
])
export type SourceToCheck = z.infer<typeof sourceToCheck>

/** What one run does differently from its workflow. Absent: as the workflow says. */
export const runOverrides = z.strictObject({
  yoloMode: z.boolean().optional(),
  /** A connection's name or a kind of provider, for every model step. */
  connection: connectionName.optional(),
  /** For every model step. */
  model: z.string().min(1).max(200).optional(),
  concurrency: z.int().min(1).max(64).optional(),
  /** Null: no limit, whatever the workflow says. */
  budgetUsd: z.number().positive().max(1_000_000).nullable().optional(),
  reuse: z.boolean().optional(),
})
export type RunOverrides = z.infer<typeof runOverrides>

/**
 * What to estimate: a run that does not exist yet, or what a run that exists would still do.
 * `whole`: all its steps, as if from nothing. `remaining`: what resume would send. `stale`: what re-running the
 * stale steps (or those of `stepIds`) would send. `sendBack`: what sending the open gate back would send, up to the
 * gate. `retry`: the steps of `stepIds`, once. With `overrides`, as if the model steps of the plan had that connection
 * and model; nothing is changed.
 */
export const estimateInput = z.union([
  z.strictObject({
    source: runSource,
    input: runInput.optional(),
    overrides: runOverrides.optional(),
    /** The stored workflow that an inline one was made from: how long its steps' answers were counts, by their ids. */
    historyOf: id.optional(),
  }),
  z.strictObject({
    runId: id,
    plan: z.enum(['whole', 'remaining', 'stale', 'sendBack', 'retry']),
    stepIds: z.array(id).max(2_000).optional(),
    overrides: runOverrides.pick({ connection: true, model: true }).optional(),
  }),
])
