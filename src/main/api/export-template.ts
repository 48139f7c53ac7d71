import type { ExportedFile } from '@shared/contract'
import { formatTemplateFile } from '@shared/model/template-file'
import { templateFileName } from '@shared/model/template-file-name'
import type { WorkflowSettings } from '@shared/model/workflow'
import type { Core } from './core'

/** A workflow as a template file. Connections are written by their kind, never by their name. */
export function exportTemplate(core: Core, workflow: WorkflowSettings): ExportedFile {
  return {
    fileName: templateFileName(workflow.name),
    mediaType: 'application/json',
    text: formatTemplateFile(workflow, { providerKindOf: (name) => core.connections.find(name)?.kind }),
  }
}
