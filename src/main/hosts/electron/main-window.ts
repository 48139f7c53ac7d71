import type { BrowserWindow, WebContents } from 'electron'
import { createPageMessages, type PageMessage, type PageMessages } from './page-messages'

/** The window, which may be closed while the app goes on. */
export interface MainWindow {
  /** Null while it is closed. */
  current: () => BrowserWindow | null
  isInFront: () => boolean
  /** Brings the window to the front; opens it if it is closed. */
  show: () => void
  /** Shows the window and tells its page something, as soon as the page listens. */
  tell: (message: PageMessage) => void
  /** A page has asked for its port. */
  connected: (contents: WebContents) => void
}

/**
 * @param create opens a window that shows itself
 * @param mayOpen not while the app is ending
 */
export function createMainWindow(create: () => BrowserWindow, mayOpen: () => boolean): MainWindow {
  let open: { window: BrowserWindow; messages: PageMessages } | null = null

  const ensureOpen = () => {
    if (open !== null || !mayOpen()) return open
    const window = create()
    const opened = { window, messages: createPageMessages(window.webContents) }
    window.on('closed', () => {
      if (open === opened) open = null
    })
    open = opened
    return opened
  }

  const show = (): void => {
    if (open === null) {
      ensureOpen()
      return
    }
    const { window } = open
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  return {
    current: () => open?.window ?? null,
    isInFront: () => open?.window.isFocused() ?? false,
    show,
    tell(message) {
      show()
      ensureOpen()?.messages.send(message)
    },
    connected(contents) {
      if (open?.window.webContents === contents) open.messages.listening()
    },
  }
}
