import { resolve } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import type { StartDesktop } from './desktop-driver'

const root = resolve(import.meta.dirname, '../..')

/** Starts Electron itself on the built app. Only what belongs to the system is replaced: boxes, notifications, browsers. */
export function electronDriver(executablePath: string): StartDesktop {
  return async ({ dataFolder, environment, files }) => {
    const application = await _electron.launch({
      executablePath,
      // Chromium's sandbox does not work for root.
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...files],
      env: { ...definedOnly(process.env), ...environment, BATON_HOME: dataFolder },
    })
    await replaceSystem(application)
    const page = await application.firstWindow()
    const ended = new Promise<number>((settle) => {
      application.process().once('exit', (code) => settle(code ?? -1))
    })
    return {
      page,
      exposed: () => page.evaluate("Object.keys(window).includes('baton') ? ['baton'] : []"),
      putBehind: () =>
        application.evaluate(({ BrowserWindow }) => {
          for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => false
        }),
      notifications: () =>
        application.evaluate(() =>
          globalThis.system.notifications.map(({ title, body }) => ({ title, body })),
        ),
      clickLastNotification: () =>
        application.evaluate(() => void globalThis.system.notifications.at(-1)?.emit('click', {})),
      answerNext: (button) =>
        application.evaluate(
          (_electronModule, wanted) => void globalThis.system.answers.push(wanted),
          button,
        ),
      messageBoxes: () => application.evaluate(() => globalThis.system.messageBoxes),
      openedExternally: () => application.evaluate(() => globalThis.system.openedExternally),
      clickMenu: (label) =>
        application.evaluate(({ Menu }, wanted) => {
          const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
          items?.find((item) => item.label === wanted)?.click()
        }, label),
      canChoose: (label) =>
        application.evaluate(({ Menu }, wanted) => {
          const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
          return items?.find((item) => item.label === wanted)?.enabled ?? false
        }, label),
      chooseNext: (path) =>
        application.evaluate((_electronModule, chosen) => void globalThis.system.choices.push(chosen), path),
      fileDialogs: () => application.evaluate(() => globalThis.system.fileDialogs),
      openFiles: (paths) =>
        application.evaluate(
          ({ app }, given) => void app.emit('second-instance', {}, [], '', { files: given }),
          paths,
        ),
      quit: () => application.evaluate(({ app }) => setImmediate(() => app.quit())).then(() => undefined),
      ended,
    }
  }
}

interface ReplacedSystem {
  notifications: Electron.Notification[]
  answers: string[]
  messageBoxes: string[]
  openedExternally: string[]
  choices: string[]
  fileDialogs: string[]
}

declare global {
  var system: ReplacedSystem
}

function replaceSystem(application: ElectronApplication): Promise<void> {
  return application.evaluate(({ dialog, Notification, shell }) => {
    globalThis.system = {
      notifications: [],
      answers: [],
      messageBoxes: [],
      openedExternally: [],
      choices: [],
      fileDialogs: [],
    }
    const { system } = globalThis
    Notification.prototype.show = function show(this: Electron.Notification) {
      system.notifications.push(this)
    }
    dialog.showMessageBox = (...parameters: unknown[]) => {
      const { message, buttons = [] } = parameters.at(-1) as Electron.MessageBoxOptions
      system.messageBoxes.push(message)
      const answer = system.answers.shift()
      if (answer === undefined) return new Promise(() => {})
      return Promise.resolve({ response: buttons.indexOf(answer), checkboxChecked: false })
    }
    dialog.showOpenDialog = (...parameters: unknown[]) => {
      system.fileDialogs.push((parameters.at(-1) as Electron.OpenDialogOptions).title ?? '')
      const choice = system.choices.shift()
      return Promise.resolve({
        canceled: choice === undefined,
        filePaths: choice === undefined ? [] : [choice],
      })
    }
    shell.openExternal = (url) => {
      system.openedExternally.push(url)
      return Promise.resolve()
    }
  })
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
