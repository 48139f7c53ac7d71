import type { MenuItemConstructorOptions } from 'electron'
import { commandOf, type CommandName } from '@shared/commands'
import type { PageMessage } from './page-messages'

export interface MenuActions {
  tell: (message: PageMessage) => void
  openTemplate: () => void
  showDataFolder: () => void
}

export interface MenuSurroundings {
  platform: NodeJS.Platform
  isPackaged: boolean
}

type Item = MenuItemConstructorOptions
/** The item of a command, as the table of commands has it. */
type ItemOf = (command: CommandName, label?: string) => Item

const SEPARATOR: Item = { type: 'separator' }

/** The menu as the platform's users know it. What it can do to the page, the page can do itself. */
export function applicationMenu(
  { platform, isPackaged }: MenuSurroundings,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const onMac = platform === 'darwin'
  const item: ItemOf = (command, label = menuLabel(command)) => ({
    id: command,
    label,
    // What a page can do it says itself, when it is there.
    enabled: commandOf(command).place === 'everywhere',
    ...accelerator(command),
    click: () => actions.tell({ type: 'baton:command', command }),
  })
  const settings = item('goToSettings', 'Settings…')
  const menus: (Item | false)[] = [
    onMac && macAppMenu(settings),
    {
      label: 'File',
      submenu: [
        item('newWorkflow'),
        { ...item('importTemplate', 'Import Template…'), click: actions.openTemplate },
        SEPARATOR,
        item('save'),
        item('export', 'Export…'),
        SEPARATOR,
        ...(onMac ? [{ role: 'close' as const }] : [settings, SEPARATOR, { role: 'quit' as const }]),
      ],
    },
    { role: 'editMenu' },
    { label: 'View', submenu: viewItems(isPackaged, item) },
    { label: 'Go', submenu: goItems(item) },
    { label: 'Run', submenu: runItems(item) },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        item('guide', 'Baton Guide'),
        item('promptLanguage'),
        item('shortcuts'),
        SEPARATOR,
        { label: 'Show Data Folder', click: actions.showDataFolder },
        ...(onMac ? [] : [{ role: 'about' as const }]),
      ],
    },
  ]
  return menus.filter((menu) => menu !== false)
}

function macAppMenu(settings: Item): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  }
}

function viewItems(isPackaged: boolean, item: ItemOf): Item[] {
  return [
    item('palette', 'Search or Jump…'),
    item('toggleSidebar'),
    {
      label: 'Theme',
      submenu: [
        item('useLightTheme', 'Light'),
        item('useDarkTheme', 'Dark'),
        item('followSystemTheme', 'System'),
      ],
    },
    SEPARATOR,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    SEPARATOR,
    { role: 'reload' },
    ...(isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
  ]
}

function goItems(item: ItemOf): Item[] {
  return [
    item('goToWorkflows', 'Workflows'),
    item('goToRuns', 'Runs'),
    item('goToTemplates', 'Templates'),
    item('goToUsage', 'Usage'),
  ]
}

function runItems(item: ItemOf): Item[] {
  return [item('run'), item('runAgain'), item('pauseOrResume'), item('stop')]
}

/**
 * What the menu answers to, or, where the page answers to the keys by itself, what it only shows: registered, it would
 * happen twice. A Mac registers all there are, but asks the page first, and the page takes these. Keys without a
 * modifier are left out, for the menu would take them from what is being typed.
 */
function accelerator(command: CommandName): Pick<Item, 'accelerator' | 'registerAccelerator'> {
  const { keys, menuKeys } = commandOf(command)
  if (menuKeys !== undefined) return { accelerator: inElectronsWords(menuKeys) }
  if (keys === undefined || !keys.startsWith('mod+')) return {}
  return { accelerator: inElectronsWords(keys), registerAccelerator: false }
}

function inElectronsWords(keys: string): string {
  return keys
    .split('+')
    .map((key) => (key === 'mod' ? 'CmdOrCtrl' : key.charAt(0).toUpperCase() + key.slice(1)))
    .join('+')
}

/** Menus write names with capitals: `Pause or Resume`. */
function menuLabel(command: CommandName): string {
  return commandOf(command)
    .name.split(' ')
    .map((word) => (word === 'or' ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ')
}
