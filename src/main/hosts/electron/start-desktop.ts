import { homedir } from 'node:os'
import { app } from 'electron'
import { defaultDataFolder, openCore } from '@main/app'
import { createDefectLog } from '../shared/defect-log'
import { claimInstance } from './claim-instance'
import { explainFailure } from './explain-failure'
import { openDesktop, type BuiltFiles, type Desktop } from './open-desktop'
import { keepProfileIn } from './profile-folder'
import { registerAppScheme } from './serve-pages'
import { templateFilesIn } from './template-files'

export interface StartOptions {
  built: BuiltFiles
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Those of the program, without its own name. */
  programArguments: readonly string[]
  workingFolder: string
}

/** As electron-builder.yml says it: by this Windows knows whose windows and notifications they are. */
export const APP_ID = 'app.baton.desktop'

/** Does what has to happen before Electron is ready, and then opens the app, unless it is open already. */
export function startDesktop(options: StartOptions): void {
  const { built, environment, platform } = options
  const dataFolder = defaultDataFolder(platform, environment, homedir())
  const log = createDefectLog(dataFolder, Date.now)
  app.setName('Baton')
  app.setAppUserModelId(APP_ID)
  app.enableSandbox()
  keepProfileIn(dataFolder)
  registerAppScheme()

  const files = templateFilesIn(options.programArguments, options.workingFolder)
  if (!claimInstance(files, (others) => whenOpen((desktop) => desktop.open(others)))) {
    app.quit()
    return
  }
  const opening = app.whenReady().then((): Desktop | null => {
    try {
      const core = openCore({ dataFolder, environment, startsAfresh: true })
      return openDesktop({
        core,
        built,
        platform,
        developmentServer: environment['ELECTRON_RENDERER_URL'],
        log,
      })
    } catch (error) {
      explainFailure(error, log)
      return null
    }
  })
  const whenOpen = (act: (desktop: Desktop) => void): void => {
    opening.then((desktop) => desktop !== null && act(desktop)).catch((error: unknown) => log(error, 'open'))
  }

  // A Mac tells of files early, and again while the app runs; elsewhere they are arguments.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    whenOpen((desktop) => desktop.open([path]))
  })
  whenOpen((desktop) => desktop.open(files))
}
