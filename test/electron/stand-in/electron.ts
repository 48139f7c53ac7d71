import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions, MessageBoxOptions, OpenDialogOptions } from 'electron'
import { app } from './app'
import { StandInWindow } from './browser-window'
import { ipcMain } from './ipc-main'
import { StandInMenu } from './menu'
import { emptyRecord, record } from './record'

/**
 * A stand-in for the module `electron` in the main process, where Electron's program can't be had. It records what
 * the app asks for, answers as Electron does, and proves nothing about what Electron makes of it.
 */
export { app } from './app'
export { StandInWindow as BrowserWindow } from './browser-window'
export { ipcMain } from './ipc-main'
export { MessageChannelMain } from './message-channel-main'
export { StandInNotification as Notification } from './notification'

export const powerMonitor = new EventEmitter()

export const nativeTheme = { shouldUseDarkColors: false }

export const screen = {
  getPrimaryDisplay: () => record.displays[0],
  getAllDisplays: () => record.displays,
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: typeof record.schemes) {
    record.schemes.push(...schemes)
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>) {
    record.protocols.set(scheme, handler)
  },
}

export const session = {
  defaultSession: {
    setPermissionRequestHandler(handler: typeof record.permissions.request) {
      record.permissions.request = handler
    },
    setPermissionCheckHandler(handler: typeof record.permissions.check) {
      record.permissions.check = handler
    },
    setDevicePermissionHandler(handler: typeof record.permissions.device) {
      record.permissions.device = handler
    },
  },
}

export const shell = {
  openExternal(url: string) {
    record.openedExternally.push(url)
    return Promise.resolve()
  },
  openPath: () => Promise.resolve(''),
}

export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => new StandInMenu(template),
  setApplicationMenu(menu: StandInMenu) {
    record.menu = menu
  },
}

export const powerSaveBlocker = {
  start(type: string) {
    const id = Math.max(0, ...record.powerBlockers.keys()) + 1
    record.powerBlockers.set(id, type)
    return id
  },
  stop: (id: number) => record.powerBlockers.delete(id),
}

export const dialog = {
  showErrorBox(title: string, content: string) {
    record.errorBoxes.push({ title, content })
  },
  showMessageBox(...parameters: [MessageBoxOptions] | [StandInWindow, MessageBoxOptions]) {
    const options = parameters.length === 1 ? parameters[0] : parameters[1]
    record.messageBoxes.push(options)
    const answer = record.answers.shift()
    // A box that nobody answers stays open.
    return answer === undefined ? new Promise(() => {}) : Promise.resolve({ response: answer(options) })
  },
  showOpenDialog(...parameters: [OpenDialogOptions] | [StandInWindow, OpenDialogOptions]) {
    record.fileDialogs.push(parameters.length === 1 ? parameters[0] : parameters[1])
    const filePaths = record.chosenFiles.shift() ?? []
    return Promise.resolve({ canceled: filePaths.length === 0, filePaths })
  },
}

/** As after a new start of the program. Windows that are open are closed. */
export function resetElectron(): void {
  ipcMain.reset()
  powerMonitor.removeAllListeners()
  app.reset()
  for (const window of record.windows.slice()) window.destroy()
  StandInWindow.makeSurface = null
  Object.assign(record, emptyRecord())
}
