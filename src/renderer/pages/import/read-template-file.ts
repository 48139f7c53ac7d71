import { harmlessName } from '../../state/harmless-name'
import type { OfferedFile } from '../../state/import-store'

/** As much as the importer takes; what is larger is not even read. */
const MOST_BYTES = 5_000_000

/** The text of a file that was chosen or dropped, or a sentence on why it can't be a template. */
export async function readTemplateFile(file: File): Promise<OfferedFile> {
  const fileName = harmlessName(file.name)
  const refuse = (refusal: string): OfferedFile => ({ fileName, refusal })
  if (!/[.]json$/i.test(file.name) && file.type !== 'application/json') {
    return refuse(`“${fileName}” is no template: those are files that end in .baton.json.`)
  }
  if (file.size > MOST_BYTES) {
    return refuse(`“${fileName}” is larger than 5 MB, and a template is at most that large.`)
  }
  let bytes: ArrayBuffer
  try {
    bytes = await file.arrayBuffer()
  } catch {
    return refuse(`“${fileName}” can’t be read. Check that it is still there and that you may read it.`)
  }
  try {
    return { fileName, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return refuse(`“${fileName}” is not a text file, so it is no template.`)
  }
}

/** What stands for a folder: nothing in it is read. */
export function refuseFolder(name: string): OfferedFile {
  const fileName = harmlessName(name)
  return { fileName, refusal: `“${fileName}” is a folder. Drop the template files that are in it.` }
}
