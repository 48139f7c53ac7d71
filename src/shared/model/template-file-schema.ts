import { z } from 'zod'
import { stepSettings } from './step'
import { MAX_STEPS, workflowSettings } from './workflow'

/** The format this Baton reads and writes. A file of another number is refused, never guessed at. */
export const TEMPLATE_FORMAT = 'baton/1'

/**
 * What `$schema` says in every exported file, and the `$id` of `resources/template.schema.json`.
 *
 * A name and not an address: Baton owns no host, a host of somebody else could serve anything under it one day, and
 * a path would mean something on one machine only. A validator that was given the schema finds it by this name;
 * nothing fetches it.
 */
export const TEMPLATE_SCHEMA_ID = 'urn:baton:1/template.schema.json'

/** Bytes of UTF-8. */
export const MAX_TEMPLATE_BYTES = 5_000_000
/** The file's outermost object is level 1. */
export const MAX_TEMPLATE_DEPTH = 100
/**
 * Texts, numbers, lists and so on, together. Far more than 500 steps have fields; it keeps a small file with
 * millions of empty lists from keeping the import busy for seconds.
 */
export const MAX_TEMPLATE_VALUES = 100_000

/**
 * A template file, `*.baton.json`. The order of the fields here (and in the model) is their order in the file.
 * Strict: what is unknown is an issue, which the import turns into a warning.
 */
export const templateFile = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(TEMPLATE_FORMAT),
  ...workflowSettings.shape,
  steps: z.array(stepSettings).max(MAX_STEPS),
})
export type TemplateFile = z.infer<typeof templateFile>
