import type { MenuItemConstructorOptions } from 'electron'
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

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

/** The menu as the platform's users know it. What it can do to the page, the page can do itself. */
export function applicationMenu(
  { platform, isPackaged }: MenuSurroundings,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const onMac = platform === 'darwin'
  const settings = goTo('Settings…', '/settings', actions, 'CmdOrCtrl+,')
  const menus: (MenuItemConstructorOptions | false)[] = [
    onMac && macAppMenu(settings),
    {
      label: 'File',
      submenu: [
        goTo('New Workflow', '/workflows/new', actions, 'CmdOrCtrl+N'),
        { label: 'Open Template…', accelerator: 'CmdOrCtrl+O', click: actions.openTemplate },
        SEPARATOR,
        ...(onMac ? [{ role: 'close' as const }] : [settings, SEPARATOR, { role: 'quit' as const }]),
      ],
    },
    { role: 'editMenu' },
    { label: 'View', submenu: viewItems(isPackaged, actions) },
    { label: 'Go', submenu: goItems(actions) },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Show Data Folder', click: actions.showDataFolder },
        ...(onMac ? [] : [{ role: 'about' as const }]),
      ],
    },
  ]
  return menus.filter((menu) => menu !== false)
}

function macAppMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
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

function viewItems(isPackaged: boolean, { tell }: MenuActions): MenuItemConstructorOptions[] {
  return [
    pageCommand('Search or Jump…', 'CmdOrCtrl+K', () => tell({ type: 'baton:command', command: 'palette' })),
    pageCommand('Toggle Sidebar', 'CmdOrCtrl+B', () => tell({ type: 'baton:command', command: 'sidebar' })),
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

function goItems(actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    goTo('Workflows', '/workflows', actions),
    goTo('Runs', '/runs', actions),
    goTo('Templates', '/templates', actions),
    goTo('Usage', '/usage', actions),
  ]
}

function goTo(
  label: string,
  path: string,
  { tell }: MenuActions,
  accelerator?: string,
): MenuItemConstructorOptions {
  return {
    label,
    ...(accelerator !== undefined && { accelerator }),
    click: () => tell({ type: 'baton:navigate', path }),
  }
}

/**
 * An item whose shortcut the page answers to by itself: shown here and not registered, or it would happen twice. A Mac
 * registers all there are, but asks the page first, and the page takes this one.
 */
function pageCommand(label: string, accelerator: string, click: () => void): MenuItemConstructorOptions {
  return { label, accelerator, registerAccelerator: false, click }
}
