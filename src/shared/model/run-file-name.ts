import type { Run } from './run'
import { TEMPLATE_EXTENSION, templateFileName } from './template-file-name'

/**
 * A file name for an exported run that every platform takes: the workflow's name and the day (UTC) the run started,
 * such as `deep-build-pipeline-2026-11-22.md`.
 * @param extension with its dot
 */
export function runFileName(run: Pick<Run, 'workflowName' | 'createdAt'>, extension: string): string {
  const stem = templateFileName(run.workflowName).slice(0, -TEMPLATE_EXTENSION.length)
  return `${stem}-${new Date(run.createdAt).toISOString().slice(0, 10)}${extension}`
}
