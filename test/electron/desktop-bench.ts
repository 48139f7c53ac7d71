import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { onTestFinished } from 'vitest'
import type { ApiClient } from '@shared/contract'
import { openDesktop, type Desktop } from '@main/hosts/electron/open-desktop'
import { createApiBench, type ApiBench, type ApiBenchOptions } from '../support/api-bench'
import { temporaryFolder } from '../support/temporary-folder'
import { watchPort } from '../support/watch-port'
import { openWindows, type StandInWindow } from './stand-in/browser-window'
import { resetElectron } from './stand-in/electron'
import { ipcMain } from './stand-in/ipc-main'
import { record } from './stand-in/record'

export interface DesktopBench extends ApiBench {
  desktop: Desktop
  /** The one window that is open. */
  window: () => StandInWindow
  /** What the shell has told the page, in order. */
  told: () => unknown[]
  /** What was logged as a defect of the shell. */
  defects: unknown[]
}

export interface DesktopBenchOptions extends ApiBenchOptions {
  platform?: NodeJS.Platform
  developmentServer?: string
}

/** The main process on a stand-in for Electron, with a real core and a scripted model. Ends with the test. */
export function openDesktopBench(options: DesktopBenchOptions = {}): DesktopBench {
  onTestFinished(resetElectron)
  const bench = createApiBench(options)
  const defects: unknown[] = []
  const desktop = openDesktop({
    core: bench.core,
    built: makeBuiltFiles(),
    platform: options.platform ?? 'linux',
    developmentServer: options.developmentServer,
    log: (error) => void defects.push(error),
  })
  desktop.open([])
  return {
    ...bench,
    desktop,
    defects,
    window: theWindow,
    told: () =>
      theWindow()
        .webContents.sent.filter(({ channel }) => channel === 'baton:message')
        .map(({ message }) => message),
  }
}

function theWindow(): StandInWindow {
  const [window, another] = openWindows()
  if (window === undefined || another !== undefined) throw new RangeError(`${openWindows().length} windows`)
  return window
}

/** Does what the preload script and the page do when they ask for a port. Undefined: none came. */
export function connectPage(window: StandInWindow, sender: object = {}): ApiClient | undefined {
  const { webContents } = window
  const before = webContents.sent.length
  ipcMain.emit('baton:connect', { ...window.speaker, ...sender })
  const [port] = webContents.sent.slice(before).find(({ channel }) => channel === 'baton:port')?.ports ?? []
  if (port === undefined) return undefined
  port.on('message', () => port.postMessage(1))
  const client: ApiClient = createORPCClient(new RPCLink({ port }))
  const refuseKeysOverPort = watchPort(port)
  port.start()
  onTestFinished(() => {
    port.close()
    refuseKeysOverPort()
  })
  return client
}

/** The user chooses an item of the menu. */
export function clickMenu(label: string): void {
  record.menu.choose(label)
}

/** What the build makes, in small. */
export function makeBuiltFiles() {
  const folder = temporaryFolder()
  const renderer = join(folder, 'renderer')
  mkdirSync(join(renderer, 'assets'), { recursive: true })
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Baton</title>')
  writeFileSync(join(renderer, 'assets/main-abc123.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'canary: outside of the pages')
  return { renderer, preload: join(folder, 'preload/index.cjs'), icon: join(folder, 'icon.png') }
}
