import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import type { StandInWindow, Surface } from './stand-in/browser-window'
import { ipcMain } from './stand-in/ipc-main'
import type { MessagePortMain } from './stand-in/message-channel-main'
import { record } from './stand-in/record'

const APP_ORIGIN = 'app://baton'
/** Chromium without Electron knows no schemes of ours; this one's pages have the same rights. */
const PAGE_ORIGIN = 'http://baton.localhost'

type FromPage =
  | { kind: 'send'; channel: string; data: unknown }
  | { kind: 'invoke'; id: number; channel: string; data: unknown }
  | { kind: 'port'; id: number; data: unknown }
  | { kind: 'exposed'; name: string }
  | { kind: 'open'; url: string }

type ToPage =
  | { kind: 'message'; channel: string; data: unknown; portIds: number[] }
  | { kind: 'port'; id: number; data: unknown }
  | { kind: 'close'; id: number }
  | { kind: 'answer'; id: number; data: unknown }

export interface PageSurface extends Surface {
  /** Everything that was sent to the page, over its ports and beside them, as JSON. */
  sent: () => string
  /** Resolves when the page is closed. */
  closed: Promise<void>
}

/** A page in a real browser as the surface of a stand-in's window: real script, real ports, the app's own answers. */
export async function createPageSurface(
  browser: Browser,
  window: StandInWindow,
  onPage: (page: Page, exposed: string[]) => void,
): Promise<PageSurface> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const exposed: string[] = []
  const tell = createTeller(page)
  const ports = createPortBridge(tell)
  const closed = Promise.withResolvers<void>()

  await page.exposeBinding('standInToMain', (_source, messages: FromPage[]) => {
    for (const message of messages) {
      if (message.kind === 'port') ports.receive(message.id, message.data)
      else if (message.kind === 'exposed') exposed.push(message.name)
      else if (message.kind === 'open') window.webContents.askToOpen(message.url)
      else if (message.kind === 'invoke') void answer(window, message, tell)
      else ipcMain.emit(message.channel, window.speaker, message.data)
    }
  })
  await page.addInitScript({ content: preloadInPage(window.options.webPreferences?.preload ?? '') })
  await page.route(`${PAGE_ORIGIN}/**`, async (route) => {
    const request = new Request(toAppUrl(route.request().url()), { method: route.request().method() })
    const response = await record.protocols.get('app')?.(request)
    if (response === undefined) return route.abort()
    const body = Buffer.from(await response.arrayBuffer())
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
  })
  page.on('request', (request) => {
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return
    ports.closeAll()
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  })
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) window.webContents.url = toAppUrl(page.url())
  })
  onPage(page, exposed)

  return {
    load: async (url) => void (await page.goto(toPageUrl(url))),
    reload: async () => void (await page.reload()),
    post(channel, data, opened) {
      void tell([{ kind: 'message', channel, data, portIds: opened.map(ports.open) }])
    },
    close() {
      ports.closeAll()
      tell.end()
      closed.resolve(page.context().close())
    },
    closed: closed.promise,
    sent: tell.sent,
  }
}

/** What the page's end of a port sends goes to the port in this process, and back. */
function createPortBridge(toPage: (messages: ToPage[]) => Promise<void>) {
  const open = new Map<number, MessagePortMain>()
  let lastId = 0
  return {
    open(this: void, port: MessagePortMain): number {
      const id = ++lastId
      open.set(id, port)
      port.on('message', ({ data }: { data: unknown }) => void toPage([{ kind: 'port', id, data }]))
      port.on('close', () => void toPage([{ kind: 'close', id }]))
      port.start()
      return id
    },
    receive: (id: number, data: unknown) => open.get(id)?.postMessage(data),
    closeAll() {
      for (const port of open.values()) port.close()
      open.clear()
    },
  }
}

/** In order: Playwright sends what is to be evaluated in the order in which it is asked for. */
function createTeller(page: Page) {
  let ended = false
  const sent: string[] = []
  const tell = async (messages: ToPage[]): Promise<void> => {
    if (ended) return
    const json = JSON.stringify(messages)
    sent.push(json)
    try {
      await page.evaluate(`standInFromMain(${json})`)
    } catch (error) {
      // The page has gone; in Electron a message to it would be lost as well.
      if (!ended && !/context was destroyed|navigat/i.test(String(error))) throw error
    }
  }
  const end = (): void => {
    ended = true
  }
  return Object.assign(tell, { end, sent: () => sent.join('\n') })
}

async function answer(
  window: StandInWindow,
  { id, channel, data }: { id: number; channel: string; data: unknown },
  tell: (messages: ToPage[]) => Promise<void>,
): Promise<void> {
  await tell([{ kind: 'answer', id, data: await ipcMain.invoke(channel, window.speaker, data) }])
}

function preloadInPage(preload: string): string {
  const shim = readFileSync(join(import.meta.dirname, 'stand-in/page-shim.js'), 'utf8')
  return shim.replace("'PRELOAD SOURCE'", () => readFileSync(preload, 'utf8'))
}

function toAppUrl(url: string): string {
  return url.replace(PAGE_ORIGIN, APP_ORIGIN)
}

function toPageUrl(url: string): string {
  return url.replace(APP_ORIGIN, PAGE_ORIGIN)
}
