import type { Page } from '@playwright/test'

/** Baton as a desktop app, started from what was built. */
export interface RunningDesktop {
  /** The page in its window. */
  page: Page
  /** What the preload script has given the page. */
  exposed: () => Promise<string[]>
  /** Everything that the main process has sent to the page; absent where that can't be heard from outside. */
  sentToPage?: () => string
  /** As when the user looks at another program. */
  putBehind: () => Promise<void>
  notifications: () => Promise<{ title: string; body: string }[]>
  clickLastNotification: () => Promise<void>
  /** The next message box is answered with this button. */
  answerNext: (button: string) => Promise<void>
  messageBoxes: () => Promise<string[]>
  openedExternally: () => Promise<string[]>
  clickMenu: (label: string) => Promise<void>
  /** Whether an item of the menu can be chosen now; else it is grey. */
  canChoose: (label: string) => Promise<boolean>
  /** What the user chooses in the next file dialog: a file, or a folder. */
  chooseNext: (path: string) => Promise<void>
  /** The titles of the file dialogs that were shown. */
  fileDialogs: () => Promise<string[]>
  /** As when the user opens files while Baton runs. */
  openFiles: (paths: string[]) => Promise<void>
  /** As ⌘Q would. Does not wait. */
  quit: () => Promise<void>
  /** Resolves with the exit code when it has ended. */
  ended: Promise<number>
}

export interface DesktopStart {
  dataFolder: string
  /** Environment variables. */
  environment: Record<string, string>
  /** Files to open, as arguments of the program. */
  files: string[]
}

/** A way to start it: Electron itself, or a stand-in for it. */
export type StartDesktop = (start: DesktopStart) => Promise<RunningDesktop>
