import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import { BatonError } from '@shared/errors'
import type { DefectLog } from '../shared/defect-log'
import type { MainWindow } from './main-window'
import { readTemplateFile } from './template-files'

export interface TemplateOpener {
  /** Brings the files to the page one after the other, which shows what their import would add. */
  open: (paths: readonly string[]) => void
  /** Lets the user choose files first. */
  choose: () => void
}

export function createTemplateOpener(mainWindow: MainWindow, log: DefectLog): TemplateOpener {
  let opening = Promise.resolve()

  const openOne = async (path: string): Promise<void> => {
    try {
      mainWindow.tell(await readTemplateFile(path))
    } catch (error) {
      if (!(error instanceof BatonError)) throw error
      await explain(error, mainWindow.current())
    }
  }
  const open = (paths: readonly string[]): void => {
    for (const path of paths) {
      opening = opening.then(() => openOne(path)).catch((error: unknown) => log(error, 'open template'))
    }
  }

  return {
    open,
    choose() {
      chooseFiles(mainWindow.current()).then(open, (error: unknown) => log(error, 'choose template'))
    },
  }
}

async function chooseFiles(parent: BrowserWindow | null): Promise<string[]> {
  const options = {
    properties: ['openFile' as const, 'multiSelections' as const],
    filters: [{ name: 'Baton templates', extensions: ['baton.json', 'json'] }],
  }
  const { filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  return filePaths
}

async function explain(error: BatonError, parent: BrowserWindow | null): Promise<void> {
  const options: MessageBoxOptions = {
    type: 'error',
    message: error.message,
    ...(error.remedy !== undefined && { detail: error.remedy }),
  }
  await (parent === null ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options))
}
