import { type } from '@orpc/contract'
import { z } from 'zod'
import type { Problem } from '../errors'
import { connectionName } from '../model/connection'
import type { ConnectionNeed } from '../model/connection-need'
import type { StepType } from '../model/step'
import { workflowName, workflowSettings, type WorkflowSettings } from '../model/workflow'
import { MAX_WORKFLOW_CHARACTERS } from './bounded'
import { procedure } from './errors'
import { id, updatedAt, type ExportedFile, type Written } from './fields'
import { workflowBody } from './workflow-body'

/** What a list of templates shows of each. */
export interface TemplateSummary {
  /** A built-in one's slug, such as `deep-build-pipeline`, or an own one's id. */
  id: string
  /** Built-in ones can be neither changed nor deleted. */
  source: 'built-in' | 'own'
  name: string
  description: string
  steps: { label: string; stepType: StepType }[]
  /** How many of the steps are review gates. */
  gateCount: number
  /** Milliseconds since the epoch; 0 for built-in ones. */
  updatedAt: number
}

export interface Template extends TemplateSummary {
  workflow: WorkflowSettings
}

export interface CheckedTemplate extends Template {
  /**
   * What is wrong with its prompts, references and schemas, as the builder lists it: the first 1,000. Such a template
   * can be used all the same; errors are to be mended before it can run.
   */
  faults: Problem[]
}

/** What an import would do. Nothing was written and nothing contacted. */
export interface TemplatePreview {
  /** What would be added; null if there are `problems`. */
  template: Omit<Template, 'id' | 'source' | 'updatedAt'> | null
  /** What was left out or will be different here: unknown fields, connections that aren't there. */
  warnings: Problem[]
  /** What its steps ask for, in the order in which it comes up. Absent if there are `problems`. */
  needs?: ConnectionNeed[]
  /** As in `CheckedTemplate`; they don't keep it from being imported. Empty if there are `problems`. */
  faults: Problem[]
  /** Why it can't be imported. Paths start at the file's root. */
  problems: Problem[]
}

/** The text of a `*.baton.json` file. The importer checks everything else; this only bounds it. */
const fileText = z.string().max(MAX_WORKFLOW_CHARACTERS, 'A template file has at most 5 MB.')

/** Steps that ask for `provider` get `connection` instead, with its default model: models are a provider's own. */
const replacement = z.strictObject({ provider: z.string().min(1).max(200), connection: connectionName })

/** Whole workflows as files, built in or the user's own. */
export const templates = {
  /** All of them: built-in ones first, then own ones by name. With `deleted`: what can be brought back. */
  list: procedure
    .input(z.strictObject({ deleted: z.boolean().optional() }).prefault({}))
    .output(type<TemplateSummary[]>()),

  /** Throws `NOT_FOUND`. */
  get: procedure.input(z.strictObject({ templateId: id })).output(type<CheckedTemplate>()),

  /**
   * A new own template from a stored workflow, with another name or description if given, or from the given one; ids
   * are left out. Throws `NOT_FOUND`.
   */
  create: procedure
    .input(
      z.union([
        z.strictObject({
          workflowId: id,
          name: workflowName.optional(),
          description: workflowSettings.shape.description,
        }),
        z.strictObject({ workflow: workflowBody }),
      ]),
    )
    .output(type<Template>()),

  /** Replaces an own template. Throws `NOT_FOUND`, `CONFLICT`, `INVALID` for a built-in one. */
  update: procedure
    .input(z.strictObject({ templateId: id, updatedAt, workflow: workflowBody }))
    .output(type<Template>()),

  /** Deletes an own template; with `undo` brings it back, for 30 days after. Errors as `update`. */
  delete: procedure
    .input(z.strictObject({ templateId: id, updatedAt, undo: z.boolean().optional() }))
    .output(type<Written>()),

  /** Says what an import of this text would add. A bad file is an answer (`problems`), not an error. */
  preview: procedure.input(z.strictObject({ text: fileText })).output(type<TemplatePreview>()),

  /**
   * Adds an own template, named `name` or as the file says, with its connections replaced as told. `INVALID`, and
   * nothing is written, if the file is bad.
   */
  import: procedure
    .input(
      z.strictObject({
        text: fileText,
        name: workflowName.optional(),
        replace: z.array(replacement).max(500).optional(),
      }),
    )
    .output(type<{ template: Template; warnings: Problem[] }>()),

  /** A stored workflow or a template as a file: always the same bytes for the same content. Throws `NOT_FOUND`. */
  export: procedure
    .input(z.union([z.strictObject({ templateId: id }), z.strictObject({ workflowId: id })]))
    .output(type<ExportedFile>()),
}
