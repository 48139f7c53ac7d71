import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import type { MessageBoxOptions } from 'electron'
import type { RunningDesktop, StartDesktop } from './desktop-driver'
import { createPageSurface, type PageSurface } from './page-surface'
import { app } from './stand-in/app'
import { openWindows, StandInWindow } from './stand-in/browser-window'
import * as electron from './stand-in/electron'
import { record } from './stand-in/record'

const built = join(import.meta.dirname, '../../out/main/index.js')
/** A module is run once for each address. */
let lastStart = 0

const names = Object.keys(electron).join(', ')
const moduleUrl = `data:text/javascript,export const { ${names} } = globalThis.standInForElectron`

/** Whoever imports `electron` in this process gets the stand-in. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: moduleUrl, format: 'module', shortCircuit: true }
      : next(specifier, context),
})
Object.assign(globalThis, { standInForElectron: electron })

/** Runs the built main process in this process, on the stand-in, with its windows as pages of a real browser. */
export function standInDriver(browser: Browser): StartDesktop {
  return async ({ dataFolder, environment, files }) => {
    electron.resetElectron()
    const opened = Promise.withResolvers<{ page: Page; exposed: string[] }>()
    const surfaces: PageSurface[] = []
    StandInWindow.makeSurface = async (window) => {
      const surface = await createPageSurface(browser, window, (page, exposed) =>
        opened.resolve({ page, exposed }),
      )
      surfaces.push(surface)
      return surface
    }
    const restore = setEnvironment({ ...environment, BATON_HOME: dataFolder })
    const ended = new Promise<number>((resolve) => {
      app.once('stand-in:exit', () => {
        restore()
        resolve(Promise.all(surfaces.map(({ closed }) => closed)).then(() => record.exitCode ?? -1))
      })
    })
    await startBuiltApp(files)
    const sentToPage = () => surfaces.map(({ sent }) => sent()).join('\n')
    return { ...(await opened.promise.then(describePage)), ...controls, sentToPage, ended }
  }
}

async function startBuiltApp(files: string[]): Promise<void> {
  const { argv } = process
  process.argv = [process.execPath, '.', ...files]
  try {
    lastStart += 1
    await import(`${pathToFileURL(built).href}?start=${lastStart}`)
  } finally {
    process.argv = argv
  }
}

/** For as long as the app runs: it reads its environment whenever it needs it. */
function setEnvironment(environment: Record<string, string>): () => void {
  const before = { ...process.env }
  Object.assign(process.env, environment)
  return () => {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}

function describePage({ page, exposed }: { page: Page; exposed: string[] }) {
  return { page, exposed: () => Promise.resolve(exposed) }
}

const controls: Omit<RunningDesktop, 'page' | 'exposed' | 'sentToPage' | 'ended'> = {
  async putBehind() {
    for (const window of openWindows()) window.blur()
  },
  notifications: async () => record.notifications.map(({ title, body }) => ({ title, body })),
  clickLastNotification: async () => record.notifications.at(-1)?.click(),
  answerNext: async (button) => void record.answers.push((options) => indexOf(button, options)),
  messageBoxes: async () => record.messageBoxes.map(({ message }) => message),
  openedExternally: async () => record.openedExternally,
  clickMenu: async (label) => record.menu.choose(label),
  canChoose: async (label) => record.menu.find(label).enabled,
  chooseNext: async (path) => void record.chosenFiles.push([path]),
  fileDialogs: async () => record.fileDialogs.map(({ title = '' }) => title),
  openFiles: async (files) => void app.emit('second-instance', {}, [], '', { files }),
  quit: async () => app.quit(),
}

function indexOf(button: string, { buttons = [] }: MessageBoxOptions): number {
  const index = buttons.indexOf(button)
  if (index < 0) throw new RangeError(`There is no button ${button}, but ${buttons.join(', ')}.`)
  return index
}
