import { z } from 'zod'
import { step, stepSettings } from '../model/step'
import { workflowSettings } from '../model/workflow'
import { bounded } from './bounded'
import { id } from './fields'

/** A stored workflow has at most this many steps. (A template file: `MAX_STEPS`.) */
export const MAX_STORED_STEPS = 2_000

/**
 * A whole workflow as a caller sends it: what the user authored. A step with an id keeps it; one without gets a
 * new one. References, schemas and connections are not checked here but by `workflows.validate` and at start, so
 * that an unfinished workflow can be saved.
 */
export const workflowBody = bounded(
  workflowSettings.extend({
    steps: z
      .array(stepSettings.extend({ id: id.optional() }))
      .max(MAX_STORED_STEPS, `A workflow has at most ${MAX_STORED_STEPS} steps.`)
      .refine(hasNoRepeatedId, 'Two steps have the same id.'),
  }),
)
export type WorkflowBody = z.infer<typeof workflowBody>

/** A new step; its id is given by the server. */
export const newStep = bounded(stepSettings)

/** Changes to a step: absent fields stay, null removes an optional one, so that its default applies again. */
export const stepChanges = bounded(
  z
    .strictObject({
      label: step.shape.label.optional(),
      stepType: step.shape.stepType.optional(),
      prompt: step.shape.prompt.optional(),
      systemPrompt: step.shape.systemPrompt.nullable(),
      provider: step.shape.provider.nullable(),
      model: step.shape.model.nullable(),
      temperature: step.shape.temperature.nullable(),
      maxTokens: step.shape.maxTokens.nullable(),
      maxRetries: step.shape.maxRetries.nullable(),
      enabled: step.shape.enabled.nullable(),
      output: step.shape.output.nullable(),
      config: step.shape.config.nullable(),
    })
    .refine((changes) => Object.keys(changes).length > 0, 'There is nothing to change.'),
)
export type StepChanges = z.infer<typeof stepChanges>

function hasNoRepeatedId(steps: { id?: string | undefined }[]): boolean {
  const ids = steps.flatMap((step) => step.id ?? [])
  return new Set(ids).size === ids.length
}
