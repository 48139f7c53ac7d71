import { readFile, stat } from 'node:fs/promises'
import { BatonError, notFound } from '@shared/errors'
import { parseTemplateFile } from '@shared/model/template-file'
import { MAX_TEMPLATE_BYTES } from '@shared/model/template-file-schema'
import type { WorkflowSettings } from '@shared/model/workflow'

/**
 * Reads the file that a run was started from.
 * @throws BatonError `NOT_FOUND`; `INVALID` for what is no template file
 */
export async function readTemplatePath(path: string): Promise<WorkflowSettings> {
  try {
    const found = await stat(path)
    // A device or a pipe would be read for ever.
    if (!found.isFile()) throw notFound('file', path)
    if (found.size > MAX_TEMPLATE_BYTES) throw new BatonError('INVALID', `"${path}" is larger than 5 MB.`)
    return parseTemplateFile(await readFile(path, 'utf8')).template
  } catch (error) {
    if (error instanceof BatonError) throw error
    throw new BatonError('NOT_FOUND', `The file "${path}" can't be read.`, {
      remedy: 'Put it back where it was when the run started.',
      cause: error,
    })
  }
}
