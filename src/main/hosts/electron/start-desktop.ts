import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { defaultDataFolder } from '@main/app'
import { createDefectLog } from '../shared/defect-log'
import { claimInstance } from './claim-instance'
import { explainFailure } from './explain-failure'
import { openDesktop, type BuiltFiles } from './open-desktop'
import { registerAppScheme } from './serve-pages'
import { templateFilesIn } from './template-files'

/** As electron-builder.yml says it: by this Windows knows whose notifications they are. */
const APP_ID = 'app.baton.desktop'

/** What has to happen before Electron is ready; then the app opens, unless it is open already. */
export function startDesktop(built: BuiltFiles): void {
  const dataFolder = defaultDataFolder(process.platform, process.env, homedir())
  const log = createDefectLog(dataFolder, Date.now)
  app.setName('Baton')
  app.setAppUserModelId(APP_ID)
  app.enableSandbox()
  keepProfileIn(dataFolder)
  registerAppScheme()

  const files = templateFilesIn(process.argv.slice(1), process.cwd())
  if (!claimInstance(files, (others) => void whenOpen((desktop) => desktop.open(others)))) {
    app.quit()
    return
  }
  const opening = app.whenReady().then(() => {
    try {
      return openDesktop({ dataFolder, built, log })
    } catch (error) {
      explainFailure(error, log)
      return null
    }
  })
  const whenOpen = async (act: (desktop: NonNullable<Awaited<typeof opening>>) => void): Promise<void> => {
    const desktop = await opening
    if (desktop !== null) act(desktop)
  }

  // A Mac tells early, and again while the app runs; elsewhere files are arguments.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    void whenOpen((desktop) => desktop.open([path]))
  })
  void whenOpen((desktop) => desktop.open(files))
}

/** Cookies, caches and the lock of the single instance: with the data, so that two data folders are two apps. */
function keepProfileIn(dataFolder: string): void {
  const profile = join(dataFolder, 'desktop')
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 })
    app.setPath('userData', profile)
  } catch {
    // The database can't be there either, and that is told when it is opened.
  }
}
