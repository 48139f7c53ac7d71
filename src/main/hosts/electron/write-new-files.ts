import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BatonError } from '@shared/errors'
import { TEMPLATE_EXTENSION } from '@shared/model/template-file-name'

export interface NewFile {
  /** As `templateFileName` makes it. */
  fileName: string
  text: string
}

/**
 * Writes files into a folder, one after the other. What is there already stays: a name that is taken gets a number.
 * @param onWritten after each file, with the name that it got
 * @throws BatonError `STORAGE_FULL` or `INVALID`, with a sentence for the user; nothing of the file it concerns is left
 */
export async function writeNewFiles(
  folder: string,
  files: readonly NewFile[],
  onWritten: (name: string) => void,
): Promise<void> {
  for (const { fileName, text } of files) {
    try {
      onWritten(await writeUnderFreeName(folder, fileName, text))
    } catch (error) {
      throw explain(error, folder, fileName)
    }
  }
}

async function writeUnderFreeName(folder: string, fileName: string, text: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = numbered(fileName, number)
    try {
      await writeNew(join(folder, name), text)
      return name
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}

/** `memo.baton.json`, `memo (2).baton.json`. */
function numbered(fileName: string, number: number): string {
  if (number === 1) return fileName
  return `${fileName.slice(0, -TEMPLATE_EXTENSION.length)} (${number})${TEMPLATE_EXTENSION}`
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    try {
      await file.writeFile(text)
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

function explain(error: unknown, folder: string, fileName: string): BatonError {
  if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') {
    return new BatonError(
      'STORAGE_FULL',
      `“${fileName}” could not be written: the disk of “${folder}” is full.`,
      {
        remedy: 'Make room, or choose a folder on another disk.',
        cause: error,
      },
    )
  }
  return new BatonError('INVALID', `“${fileName}” could not be written there.`, {
    remedy: 'Choose a folder that is still there and that you may write to.',
    cause: error,
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
