import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { app } from './app'
import type { MessagePortMain } from './message-channel-main'
import { type OpenWindow, preventable, record } from './record'

/** What a window shows its page on. Without one, a window is only a record of what was asked of it. */
export interface Surface {
  load(url: string): Promise<void>
  reload(): Promise<void>
  post(channel: string, message: unknown, ports: MessagePortMain[]): void
  close(): void
}

export interface SentMessage {
  channel: string
  message: unknown
  ports: MessagePortMain[]
}

interface OpenHandlerDetails {
  url: string
}

let lastFrame = 0

class StandInFrame {
  readonly parent = null
  readonly frameTreeNodeId = ++lastFrame
  origin = 'null'
  private readonly contents: StandInContents

  constructor(contents: StandInContents) {
    this.contents = contents
  }

  postMessage(channel: string, message: unknown, ports: MessagePortMain[] = []): void {
    this.contents.post(channel, message, ports)
  }
}

class StandInContents extends EventEmitter {
  readonly mainFrame = new StandInFrame(this)
  readonly sent: SentMessage[] = []
  url = ''
  reloads = 0
  surface: Surface | null = null
  private openHandler: (details: OpenHandlerDetails) => { action: string } = () => ({ action: 'allow' })

  getURL(): string {
    return this.url
  }

  setWindowOpenHandler(handler: (details: OpenHandlerDetails) => { action: string }): void {
    this.openHandler = handler
  }

  /** The page asks for a new window. @returns what is done about it */
  askToOpen(url: string): string {
    return this.openHandler({ url }).action
  }

  send(channel: string, message: unknown): void {
    this.post(channel, message, [])
  }

  post(channel: string, message: unknown, ports: MessagePortMain[]): void {
    this.sent.push({ channel, message, ports })
    this.surface?.post(channel, message, ports)
  }

  reload(): void {
    this.reloads += 1
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    void this.surface?.reload()
  }

  async load(url: string): Promise<void> {
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    this.url = url
    this.mainFrame.origin = url.startsWith('app:') ? 'app://baton' : new URL(url).origin
    await this.surface?.load(url)
  }
}

export class StandInWindow extends EventEmitter implements OpenWindow {
  static makeSurface: ((window: StandInWindow) => Promise<Surface>) | null = null

  readonly options: BrowserWindowConstructorOptions
  readonly webContents = new StandInContents()
  isVisible = false
  progress: number | null = null
  private bounds: Rectangle
  private state: 'normal' | 'maximized' | 'minimized' = 'normal'
  private focused = false
  private destroyed = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
    this.bounds = {
      x: options.x ?? 10,
      y: options.y ?? 10,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    record.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  /** Who its page is, to whoever hears it. */
  get speaker() {
    return { sender: this.webContents, senderFrame: this.webContents.mainFrame }
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.surface = (await StandInWindow.makeSurface?.(this)) ?? null
    await this.webContents.load(url)
    if (!this.destroyed) this.emit('ready-to-show')
  }

  show(): void {
    this.isVisible = true
    this.focused = true
  }

  focus(): void {
    this.focused = true
  }

  blur(): void {
    this.focused = false
  }

  maximize(): void {
    this.state = 'maximized'
  }

  minimize(): void {
    this.state = 'minimized'
    this.focused = false
  }

  restore(): void {
    this.state = 'normal'
  }

  isFocused(): boolean {
    return this.focused
  }

  isMaximized(): boolean {
    return this.state === 'maximized'
  }

  isMinimized(): boolean {
    return this.state === 'minimized'
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  /** The user moves and resizes it. */
  setBounds(bounds: Rectangle): void {
    this.bounds = bounds
  }

  getNormalBounds(): Rectangle {
    return this.bounds
  }

  setProgressBar(progress: number): void {
    this.progress = progress
  }

  close(): void {
    if (this.destroyed) return
    const request = preventable({})
    this.emit('close', request)
    if (!request.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    record.windows.splice(record.windows.indexOf(this), 1)
    this.webContents.surface?.close()
    this.webContents.emit('destroyed')
    this.emit('closed')
    app.windowClosed()
  }
}

export function openWindows(): StandInWindow[] {
  return record.windows.filter((window) => window instanceof StandInWindow)
}
