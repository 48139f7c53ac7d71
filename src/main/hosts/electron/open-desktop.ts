import { join } from 'node:path'
import { app, Menu, session, shell, type BrowserWindow } from 'electron'
import { remoteApi, type Core } from '@main/app'
import type { DefectLog } from '../shared/defect-log'
import { maintainData } from '../shared/maintain-data'
import { applicationMenu } from './application-menu'
import { connectPages } from './connect-pages'
import { createWindow } from './create-window'
import { followRuns } from './follow-runs'
import { denyPermissions, guardContents } from './guard-contents'
import { hearPages } from './hear-pages'
import { createWakeKeeper } from './keep-awake'
import { createMainWindow, type MainWindow } from './main-window'
import { createRunNotifier } from './notify-runs'
import { offerReload } from './offer-reload'
import { onPageGone } from './on-page-gone'
import { createTemplateOpener } from './open-templates'
import { pageAddress } from './page-address'
import { profileFolder } from './profile-folder'
import { quitCleanly } from './quit-cleanly'
import { servePages } from './serve-pages'
import { showOffer } from './show-offer'
import { showProgress } from './show-progress'

/** Where the bundler put things; absolute paths. */
export interface BuiltFiles {
  /** The folder of the pages. */
  renderer: string
  preload: string
  icon: string
}

export interface DesktopOptions {
  core: Core
  built: BuiltFiles
  platform: NodeJS.Platform
  /** Its URL, where pages come from one. */
  developmentServer: string | undefined
  log: DefectLog
}

export interface Desktop {
  /** Comes to the front, with the previews of these template files. */
  open: (templateFiles: readonly string[]) => void
}

/**
 * Ties the core to windows, menus and the rest of the desktop. Electron is ready by then; the window comes with
 * the first `open`.
 * @throws BatonError `INTERNAL` if the pages were not built
 */
export function openDesktop({ core, built, platform, developmentServer, log }: DesktopOptions): Desktop {
  const address = pageAddress(developmentServer, app.isPackaged)
  if (address.isOurOwn) servePages(built.renderer)
  guardContents(log)
  denyPermissions(session.defaultSession)

  const maintenance = maintainData(core.store.maintenance, log)
  const quitting = quitCleanly({
    countRuns: () => core.runs.liveRunIds().length,
    async close() {
      await maintenance.stop()
      await core.close()
    },
    window: () => mainWindow.current(),
    log,
  })
  const mainWindow = createMainWindow(() => {
    const stateFile = join(profileFolder(core.dataFolder), 'window.json')
    const window = createWindow({ ...built, url: address.url, stateFile, platform }, log)
    offerReload(window, log)
    onPageGone(window.webContents, () => showOffer(menu, []))
    if (platform !== 'darwin') askBeforeClosing(window, quitting.isAgreed)
    return window
  }, quitting.mayOpenWindows)
  connectPages({
    api: remoteApi(core, 'electron', log),
    origin: address.origin,
    onConnected: mainWindow.connected,
  })
  hearPages({
    origin: address.origin,
    window: mainWindow.current,
    onOffer: (commands) => showOffer(menu, commands),
    log,
  })
  attendToRuns(core, mainWindow, log)
  const templates = createTemplateOpener(mainWindow, log)
  const menu = makeMenu(mainWindow, templates.choose, { dataFolder: core.dataFolder, platform })
  Menu.setApplicationMenu(menu)

  app.setAboutPanelOptions({ applicationName: 'Baton', applicationVersion: core.version })
  app.on('activate', mainWindow.show)
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
  return {
    open(templateFiles) {
      mainWindow.show()
      templates.open(templateFiles)
    },
  }
}

/** Where closing the window ends the app, the question comes first: a window that is closed can't be kept. */
function askBeforeClosing(window: BrowserWindow, isAgreed: () => boolean): void {
  window.on('close', (event) => {
    if (isAgreed()) return
    event.preventDefault()
    app.quit()
  })
}

function attendToRuns({ runs }: Core, mainWindow: MainWindow, log: DefectLog): void {
  const keepAwake = createWakeKeeper()
  const notify = createRunNotifier({
    isInFront: mainWindow.isInFront,
    onOpen: (runId) => mainWindow.tell({ type: 'baton:navigate', path: `/runs/${runId}` }),
  })
  const refresh = (): void => {
    const live = runs.liveRunIds().map((runId) => runs.get(runId))
    showProgress(live, mainWindow.current())
    keepAwake(live)
  }
  followRuns(runs, {
    onNews(news, run) {
      refresh()
      notify(news, run)
    },
    onRest: refresh,
    onLost: (error) => log(error, 'run'),
  })
}

function makeMenu(
  { tell }: MainWindow,
  openTemplate: () => void,
  { dataFolder, platform }: { dataFolder: string; platform: NodeJS.Platform },
): Menu {
  const showDataFolder = (): void => void shell.openPath(dataFolder)
  const template = applicationMenu(
    { platform, isPackaged: app.isPackaged },
    { tell, openTemplate, showDataFolder },
  )
  return Menu.buildFromTemplate(template)
}
