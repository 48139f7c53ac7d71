import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { BatonError } from '@shared/errors'
import { MAX_TEMPLATE_BYTES } from '@shared/model/template-file-schema'
import type { PageMessage } from './page-messages'

/**
 * The template files among a program's arguments, as absolute paths. Any `.json` counts: the user chose Baton to open
 * it, and the preview says whether it is one.
 * @param workingFolder what relative paths mean
 */
export function templateFilesIn(programArguments: readonly string[], workingFolder: string): string[] {
  return programArguments
    .filter((argument) => !argument.startsWith('-') && /[.]json$/i.test(argument))
    .map((argument) => resolve(workingFolder, argument))
}

/**
 * Reads a template file for the preview of its import.
 * @throws BatonError `INVALID` or `NOT_FOUND`, with a sentence for the user
 */
export async function readTemplateFile(path: string): Promise<PageMessage> {
  const fileName = basename(path)
  try {
    return {
      type: 'baton:open-template',
      fileName,
      text: decode(await readBounded(path, fileName), fileName),
    }
  } catch (error) {
    if (error instanceof BatonError) throw error
    throw new BatonError('NOT_FOUND', `“${fileName}” can’t be read.`, {
      remedy: 'Check that the file is still there and that you may read it.',
      cause: error,
    })
  }
}

async function readBounded(path: string, fileName: string): Promise<Buffer> {
  // A device or a pipe would be read for ever.
  if (!(await stat(path)).isFile()) throw new BatonError('INVALID', `“${fileName}” is not a file.`)
  const chunks: Buffer[] = []
  // One byte more than is allowed, and no more: whatever the file grows to meanwhile.
  for await (const chunk of createReadStream(path, { end: MAX_TEMPLATE_BYTES })) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (bytes.length <= MAX_TEMPLATE_BYTES) return bytes
  throw new BatonError('INVALID', `“${fileName}” is larger than 5 MB, so it is not a template.`)
}

function decode(bytes: Buffer, fileName: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new BatonError('INVALID', `“${fileName}” is not a text file.`, { cause: error })
  }
}
