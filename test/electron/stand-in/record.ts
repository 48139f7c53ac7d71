import type { MessageBoxOptions, OpenDialogOptions, Rectangle } from 'electron'
import { StandInMenu } from './menu'

export interface OpenWindow {
  close: () => void
  destroy: () => void
}

export interface SentNotification {
  title: string
  body: string
  isShown: boolean
  /** The user clicks on it. */
  click: () => void
}

/** What the app has asked Electron to do, and what it will be answered. */
export interface ElectronRecord {
  isPackaged: boolean
  /** The program started, or the second instance of one. */
  isFirstInstance: boolean
  handedOver: unknown
  paths: Record<string, string>
  /** Null while it runs. */
  exitCode: number | null
  windows: OpenWindow[]
  schemes: { scheme: string; privileges?: object }[]
  protocols: Map<string, (request: Request) => Response | Promise<Response>>
  permissions: {
    request?: (contents: null, permission: string, decide: (granted: boolean) => void) => void
    check?: (contents: null, permission: string) => boolean
    device?: (details: object) => boolean
  }
  menu: StandInMenu
  notifications: SentNotification[]
  messageBoxes: MessageBoxOptions[]
  errorBoxes: { title: string; content: string }[]
  /** Answers the next message boxes: the index of a button. Nobody answers when there is none. */
  answers: ((options: MessageBoxOptions) => number)[]
  /** What the user chooses in the next file dialogs: files, or a folder. */
  chosenFiles: string[][]
  fileDialogs: OpenDialogOptions[]
  openedExternally: string[]
  powerBlockers: Map<number, string>
  displays: { id: number; workArea: Rectangle }[]
}

export const record: ElectronRecord = emptyRecord()

export function emptyRecord(): ElectronRecord {
  return {
    isPackaged: true,
    isFirstInstance: true,
    handedOver: undefined,
    paths: {},
    exitCode: null,
    windows: [],
    schemes: [],
    protocols: new Map(),
    permissions: {},
    menu: new StandInMenu([]),
    notifications: [],
    messageBoxes: [],
    errorBoxes: [],
    answers: [],
    chosenFiles: [],
    fileDialogs: [],
    openedExternally: [],
    powerBlockers: new Map(),
    displays: [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
  }
}

/** An event that can be prevented, with more about it. */
export function preventable<Details extends object>(details: Details) {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}
