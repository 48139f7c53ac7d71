import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { DefectLog } from '../shared/defect-log'
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './window-state'

export interface WindowOptions {
  /** What the window loads. */
  url: string
  /** Absolute path of the preload script. */
  preload: string
  /** Absolute path of a picture; for platforms whose windows don't take the program's. */
  icon: string
  /** Where the window's place is kept. */
  stateFile: string
  platform: NodeJS.Platform
}

/** What is seen before the page is. */
const BACKGROUND = { light: '#f7f6f3', dark: '#1b2026' }

/** A window with Baton's page, where the last one was. It shows itself when there is something to see. */
export function createWindow(options: WindowOptions, log: DefectLog): BrowserWindow {
  const state = readWindowState(options.stateFile)
  const window = new BrowserWindow({
    ...placeWindow(state, workAreas()),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Baton',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    ...(options.platform === 'linux' && { icon: options.icon }),
    webPreferences: {
      preload: options.preload,
      // These are Electron's defaults, and said so that nobody has to know them.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Elsewhere than on a Mac, Chromium would fetch dictionaries from a host that the user did not choose.
      spellcheck: options.platform === 'darwin',
    },
  })
  const appear = (): void => {
    if (state?.isMaximized === true) window.maximize()
    window.show()
  }
  window.once('ready-to-show', appear)
  window.on('close', () => {
    try {
      writeWindowState(options.stateFile, window)
    } catch (error) {
      log(error, 'keep window state')
    }
  })
  window.loadURL(options.url).catch((error: unknown) => {
    if (window.isDestroyed()) return
    log(error, 'load page')
    appear()
  })
  return window
}

function workAreas() {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}
