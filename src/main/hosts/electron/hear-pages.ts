import { ipcMain, type BrowserWindow } from 'electron'
import { z } from 'zod'
import { isCommandName, type CommandName } from '@shared/commands'
import type { DefectLog } from '../shared/defect-log'
import { ownFrame } from './own-frame'
import { saveFiles } from './save-files'

export interface PageEars {
  /** The only origin that is heard. */
  origin: string
  /** The window whose page is heard. */
  window: () => BrowserWindow | null
  /** Which commands of the page can be done now, in place of what it said before. */
  onOffer: (commands: readonly CommandName[]) => void
  log: DefectLog
}

const offeredCommands = z.array(z.custom<CommandName>(isCommandName)).max(200)

/** Hears what the page of the window tells the shell, and asks of it. Whatever else speaks gets no answer. */
export function hearPages({ origin, window, onOffer, log }: PageEars): void {
  const isOurs = (event: Parameters<typeof ownFrame>[0]): boolean =>
    ownFrame(event, origin) !== null && event.sender === window()?.webContents

  ipcMain.on('baton:offer', (event, commands: unknown) => {
    if (!isOurs(event)) return
    const offer = offeredCommands.safeParse(commands)
    if (offer.success) onOffer(offer.data)
    else log(offer.error, 'offer of a page')
  })
  ipcMain.handle('baton:save-files', (event, files: unknown) =>
    isOurs(event) ? saveFiles(files, window(), log) : null,
  )
}
