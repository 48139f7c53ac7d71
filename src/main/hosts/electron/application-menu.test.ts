import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { allCommands } from '@shared/commands'
import { applicationMenu } from './application-menu'
import type { PageMessage } from './page-messages'

const platforms = ['darwin', 'win32', 'linux'] as const

function makeMenu(platform: NodeJS.Platform, isPackaged = true) {
  const told: PageMessage[] = []
  const opened: string[] = []
  const menu = applicationMenu(
    { platform, isPackaged },
    {
      tell: (message) => told.push(message),
      openTemplate: () => opened.push('template'),
      showDataFolder: () => opened.push('data folder'),
    },
  )
  return { menu, told, opened, items: menu.flatMap(submenu) }
}

const submenu = ({ submenu: items }: MenuItemConstructorOptions): MenuItemConstructorOptions[] =>
  Array.isArray(items) ? items : []
const titles = (menu: MenuItemConstructorOptions[]) => menu.map(({ label, role }) => label ?? role)
const click = (item: MenuItemConstructorOptions | undefined): void => {
  const { click: act } = item ?? {}
  ;(act as (() => void) | undefined)?.()
}

describe('the menu', () => {
  it('has the menus that the platform’s users know', () => {
    expect(titles(makeMenu('darwin').menu)).toEqual([
      'appMenu',
      'File',
      'editMenu',
      'View',
      'Go',
      'Run',
      'windowMenu',
      'help',
    ])
    for (const platform of ['win32', 'linux'] as const) {
      expect(titles(makeMenu(platform).menu)).toEqual([
        'File',
        'editMenu',
        'View',
        'Go',
        'Run',
        'windowMenu',
        'help',
      ])
    }
  })

  it('has each of Settings, Quit and About once, where the platform has it', () => {
    for (const platform of platforms) {
      const { menu, items } = makeMenu(platform)
      for (const title of ['Settings…', 'quit', 'about']) {
        expect(
          titles(items).filter((each) => each === title),
          `${platform} ${title}`,
        ).toHaveLength(1)
      }
      const settingsIn = menu.find((item) => titles(submenu(item)).includes('Settings…'))
      expect(settingsIn?.role ?? settingsIn?.label).toBe(platform === 'darwin' ? 'appMenu' : 'File')
    }
  })

  it('shows what the page answers to by itself and leaves it to the page', () => {
    for (const platform of platforms) {
      const { items, told } = makeMenu(platform)
      const palette = items.find(({ label }) => label === 'Search or Jump…')
      const sidebar = items.find(({ label }) => label === 'Toggle Sidebar')
      expect([palette?.accelerator, palette?.registerAccelerator]).toEqual(['CmdOrCtrl+K', false])
      expect([sidebar?.accelerator, sidebar?.registerAccelerator]).toEqual(['CmdOrCtrl+B', false])
      click(palette)
      click(sidebar)
      expect(told).toEqual([
        { type: 'baton:command', command: 'palette' },
        { type: 'baton:command', command: 'toggleSidebar' },
      ])
    }
  })

  it('asks the page for what it can do everywhere, on a run and in the builder', () => {
    const { items, told } = makeMenu('linux')
    const asked = [
      ['New Workflow', 'newWorkflow'],
      ['Settings…', 'goToSettings'],
      ['Workflows', 'goToWorkflows'],
      ['Runs', 'goToRuns'],
      ['Templates', 'goToTemplates'],
      ['Usage', 'goToUsage'],
      ['Dark', 'useDarkTheme'],
      ['Save', 'save'],
      ['Export…', 'export'],
      ['Run', 'run'],
      ['Pause or Resume', 'pauseOrResume'],
      ['Stop', 'stop'],
      ['Baton Guide', 'guide'],
      ['Prompt Language', 'promptLanguage'],
      ['Keyboard Shortcuts', 'shortcuts'],
    ]
    const all = items.flatMap((item) => [item, ...submenu(item)])
    for (const [label] of asked) click(all.find((item) => item.label === label))
    expect(told).toEqual(asked.map(([, command]) => ({ type: 'baton:command', command })))
  })

  it('has the keys of the one table, and none that would be taken from what is typed', () => {
    const { items } = makeMenu('darwin')
    const keysOf = (label: string) => items.find((item) => item.label === label)?.accelerator
    expect(keysOf('Save')).toBe('CmdOrCtrl+S')
    expect(keysOf('Run')).toBe('CmdOrCtrl+Enter')
    expect(keysOf('Stop')).toBe('CmdOrCtrl+.')
    expect(keysOf('New Workflow')).toBe('CmdOrCtrl+N')
    expect(keysOf('Pause or Resume')).toBeUndefined()
    const known = allCommands().flatMap(({ keys, menuKeys }) => [keys, menuKeys])
    for (const { accelerator = '', label } of items.filter((item) => item.accelerator !== undefined)) {
      expect(known, label).toContain(accelerator.toLowerCase().replace('cmdorctrl', 'mod'))
    }
  })

  it('knows its commands by their names, each once', () => {
    for (const platform of platforms) {
      const { menu } = makeMenu(platform)
      const within = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
        items.flatMap((item) => [item, ...within(submenu(item))])
      const ids = within(menu).flatMap(({ id }) => id ?? [])
      expect(ids.length).toBeGreaterThan(15)
      expect(new Set(ids).size).toBe(ids.length)
      expect(allCommands().map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
    }
  })

  it('opens a template and the data folder', () => {
    const { items, opened } = makeMenu('win32')
    click(items.find(({ label }) => label === 'Import Template…'))
    click(items.find(({ label }) => label === 'Show Data Folder'))
    expect(opened).toEqual(['template', 'data folder'])
  })

  it('gives no two items one shortcut', () => {
    for (const platform of platforms) {
      const shortcuts = makeMenu(platform).items.flatMap(({ accelerator }) => accelerator ?? [])
      expect(new Set(shortcuts).size).toBe(shortcuts.length)
    }
  })

  it('has developer tools only in a checkout', () => {
    expect(titles(makeMenu('linux', false).items)).toContain('toggleDevTools')
    expect(titles(makeMenu('linux', true).items)).not.toContain('toggleDevTools')
  })
})
