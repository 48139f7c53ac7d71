import { z } from 'zod'

/**
 * What kind of work a step is. All but `review` call a model; they differ in the defaults that a new step of
 * the type starts with, never in how they are executed.
 */
export const STEP_TYPES = [
  'generate',
  'research',
  'analyze',
  'summarize',
  'extract',
  'transform',
  'review',
] as const
export type StepType = (typeof STEP_TYPES)[number]

/** A JSON Schema for an output, kept as plain JSON. Which keywords are allowed is checked when a run is validated. */
export const jsonSchema = z.record(z.string(), z.json())
export type JsonSchema = z.infer<typeof jsonSchema>

export const outputFormat = z.strictObject({
  format: z.enum(['text', 'json']),
  schema: jsonSchema.optional(),
})
export type OutputFormat = z.infer<typeof outputFormat>

/** Trimmed, NFC-normalised, one line, at most 200 characters. Case-sensitive; any script. */
export const stepLabel = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1, 'A step needs a label.')
  .max(200, 'A label has at most 200 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'A label has no control characters.')

/**
 * What the user sets on one step. A field that is absent has its default (see `DEFAULT_STEP`), and stays absent
 * when the workflow is exported.
 */
export const stepSettings = z.strictObject({
  label: stepLabel,
  stepType: z.enum(STEP_TYPES),
  /** In the prompt language. For a review gate: the text under review. */
  prompt: z.string(),
  systemPrompt: z.string().optional(),
  /** A connection's name, or a kind of provider. */
  provider: z.string().min(1).max(200).optional(),
  model: z.string().min(1).max(200).optional(),
  temperature: z.number().min(0).max(2).optional(),
  /** Upper limit of the answer, in tokens. */
  maxTokens: z.int().min(1).max(1_000_000).optional(),
  maxRetries: z.int().min(0).max(20).optional(),
  enabled: z.boolean().optional(),
  output: outputFormat.optional(),
  /** What only some step types need. */
  config: z.record(z.string(), z.json()).optional(),
})
export type StepSettings = z.infer<typeof stepSettings>

export const step = stepSettings.extend({ id: z.string().min(1) })
/** A step of a stored workflow. `id` is unique in the workflow and survives edits and reorders. */
export type Step = z.infer<typeof step>

/** What an absent field means. Temperature has no default: it is not sent. */
export const DEFAULT_STEP = {
  systemPrompt: '',
  maxTokens: 4096,
  maxRetries: 2,
  enabled: true,
  output: { format: 'text' } as OutputFormat,
}
