import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { z } from 'zod'
import { BatonError } from '@shared/errors'
import type { DefectLog } from '../shared/defect-log'
import { writeNewFiles } from './write-new-files'

/** What a page gave to be kept. Names are those of template files, and lead to no other folder. */
const filesToSave = z
  .array(
    z.strictObject({
      fileName: z
        .string()
        .max(255)
        .regex(/^[^.\p{Cc}<>:"/\\|?*][^\p{Cc}<>:"/\\|?*]*\.baton\.json$/u),
      text: z.string(),
    }),
  )
  .min(1)
  .max(10_000)

/** What came of it. */
export interface SavedFiles {
  /** Null: the user chose none. */
  folder: string | null
  /** How many files were written. */
  saved: number
  /** Why not all. */
  problem: { message: string; remedy?: string } | null
}

/**
 * Asks once for a folder and writes all files there, over none that is there already.
 * @param given not yet checked
 */
export async function saveFiles(
  given: unknown,
  parent: BrowserWindow | null,
  log: DefectLog,
): Promise<SavedFiles> {
  let saved = 0
  let folder: string | null = null
  try {
    const files = filesToSave.parse(given)
    folder = await chooseFolder(parent, files.length)
    if (folder === null) return { folder, saved, problem: null }
    await writeNewFiles(folder, files, () => (saved += 1))
    return { folder, saved, problem: null }
  } catch (error) {
    if (!(error instanceof BatonError)) log(error, 'save files')
    return { folder, saved, problem: describe(error) }
  }
}

async function chooseFolder(parent: BrowserWindow | null, count: number): Promise<string | null> {
  const title = count === 1 ? 'Choose a folder for the file' : `Choose a folder for ${count} files`
  const options: OpenDialogOptions = {
    title,
    // A Mac's dialogs have no title.
    message: title,
    buttonLabel: 'Save here',
    properties: ['openDirectory', 'createDirectory'],
  }
  const { filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  return filePaths[0] ?? null
}

function describe(error: unknown): NonNullable<SavedFiles['problem']> {
  if (!(error instanceof BatonError)) {
    return { message: 'The files could not be saved, by an error of Baton’s own.' }
  }
  const { message, remedy } = error
  return { message, ...(remedy !== undefined && { remedy }) }
}
