import { app, dialog, type BrowserWindow } from 'electron'
import type { DefectLog } from '../shared/defect-log'

/** When the process of the page has died, offers to load the page anew. Runs are in another process and go on. */
export function offerReload(window: BrowserWindow, log: DefectLog): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log(`The page's process is gone: ${reason}, exit code ${exitCode}.`, 'window')
    ask(window).catch((error: unknown) => log(error, 'offer to reload'))
  })
}

async function ask(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'This window has stopped working.',
    detail: 'Runs in progress are not affected, and nothing that was saved is lost.',
    buttons: ['Reload', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  if (response === 1) app.quit()
  else if (!window.isDestroyed()) window.webContents.reload()
}
