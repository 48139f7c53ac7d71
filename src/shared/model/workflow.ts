import { z } from 'zod'
import { jsonSchema, step, stepSettings } from './step'

/** What a workflow says about the input it wants. */
export const inputDescription = z.strictObject({
  description: z.string().max(10_000).optional(),
  example: z.json().optional(),
  /** JSON Schema of an object input; absent: the input is text. */
  schema: jsonSchema.optional(),
})
export type InputDescription = z.infer<typeof inputDescription>

export const workflowName = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1, 'A workflow needs a name.')
  .max(200, 'A name has at most 200 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'A name has no control characters.')

/** How many steps may run at the same time, unless the workflow says otherwise. */
export const DEFAULT_CONCURRENCY = 4
/** A workflow may have at most this many steps when it comes from a file. */
export const MAX_STEPS = 500

/** The authored part of a workflow, without identity: what a template file holds. */
export const workflowSettings = z.strictObject({
  name: workflowName,
  description: z.string().max(10_000).optional(),
  /** Review gates pass their text through without asking. */
  yoloMode: z.boolean().optional(),
  concurrency: z.int().min(1).max(64).optional(),
  budgetUsd: z.number().positive().max(1_000_000).optional(),
  /** Take finished outputs of earlier runs from the step cache. */
  reuse: z.boolean().optional(),
  input: inputDescription.optional(),
  steps: z.array(stepSettings),
})
export type WorkflowSettings = z.infer<typeof workflowSettings>

export const workflow = workflowSettings.extend({
  id: z.string().min(1),
  steps: z.array(step),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  /** Milliseconds since the epoch; grows with every write, and is what a write must be based on. */
  updatedAt: z.number(),
})
export type Workflow = z.infer<typeof workflow>
