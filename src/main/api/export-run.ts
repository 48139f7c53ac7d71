import type { ExportedFile } from '@shared/contract'
import type { Run } from '@shared/model/run'
import { runFileName } from '@shared/model/run-file-name'
import { runJson } from '@shared/model/run-json'
import { runMarkdown } from '@shared/model/run-markdown'

/** A run as a file for the user to save. */
export function exportRun(run: Run, format: 'markdown' | 'json'): ExportedFile {
  return format === 'markdown'
    ? { fileName: runFileName(run, '.md'), mediaType: 'text/markdown', text: runMarkdown(run) }
    : { fileName: runFileName(run, '.json'), mediaType: 'application/json', text: runJson(run) }
}
