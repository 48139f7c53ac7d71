import criticalReadingBrief from '../../../resources/templates/critical-reading-brief.baton.json?raw'
import decisionMemo from '../../../resources/templates/decision-memo.baton.json?raw'
import deepBuildPipeline from '../../../resources/templates/deep-build-pipeline.baton.json?raw'
import { parseTemplateFile } from './template-file'
import type { WorkflowSettings } from './workflow'

/** A template that comes with Baton. */
export interface BuiltInTemplate {
  /** Stable for ever: the file's name without its ending. */
  slug: string
  template: WorkflowSettings
}

const FILES = {
  'deep-build-pipeline': deepBuildPipeline,
  'decision-memo': decisionMemo,
  'critical-reading-brief': criticalReadingBrief,
}

let loaded: BuiltInTemplate[] | undefined

/**
 * The three built-in templates, the Deep Build Pipeline first, read by the importer that reads everybody's files.
 * Read when first asked for; the same values every time, which nobody may change.
 */
export function builtInTemplates(): readonly BuiltInTemplate[] {
  loaded ??= Object.entries(FILES).map(([slug, text]) => ({
    slug,
    template: parseTemplateFile(text).template,
  }))
  return loaded
}
