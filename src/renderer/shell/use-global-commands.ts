import { commandOf, type CommandName } from '@shared/commands'
import { DatabaseBackup, Download, Keyboard, PanelLeft, Plug, Plus, Search, SunMoon } from 'lucide-react'
import { BookOpen, Lightbulb, Variable, type LucideIcon } from 'lucide-react'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useStore } from 'zustand'
import { SETTINGS_SECTIONS } from '../pages/settings/settings-sections'
import { useAppState } from '../state/app-state'
import { formatSize } from '../ui/format-size'
import { DESTINATIONS } from './destinations'

/** Something that can be done wherever the user is. */
export interface GlobalCommand {
  id: string
  /** The entry of the table, where it has one: with its keys, and for the desktop app's menu. */
  command?: CommandName
  name: string
  detail?: string
  /** Words by which it is found as well. */
  also?: string
  icon: LucideIcon
  kind: 'page' | 'action'
  /** Of no use as things stand, so the palette leaves it out. */
  idle?: boolean
  run: () => void
}

/** Everything that can be done wherever the user is: for keys, the palette and the desktop app's menu alike. */
export function useGlobalCommands(): GlobalCommand[] {
  const navigate = useNavigate()
  const { commands, connection, help, imports, settings, toasts } = useAppState()
  const theme = useStore(settings.store, (state) => state.theme)
  const collapsed = useStore(settings.store, (state) => state.settings?.sidebarCollapsed ?? false)
  const hinted = useStore(
    settings.store,
    ({ settings: values }) => (values?.gateHint ?? values?.editHint ?? null) !== null,
  )

  return useMemo(() => {
    const go = (path: string) => (): void => void navigate(path)
    const themed = (choice: typeof theme) => ({
      icon: SunMoon,
      idle: choice === theme,
      run: () => void settings.change({ theme: choice }),
    })
    const backUp = (): void =>
      // If it fails, the settings are where it is tried again and the reason can be read.
      void connection.client.app.backup().then(
        (backup) => toasts.show({ message: `Backed up, ${formatSize(backup.bytes)}` }),
        () => navigate('/settings?section=data'),
      )
    return [
      named('palette', { icon: Search, idle: true, run: commands.toggle }),
      ...DESTINATIONS.map(({ path, name, icon, command }): GlobalCommand => ({
        ...named(command, { icon, run: go(path) }),
        name,
        kind: 'page',
      })),
      ...SETTINGS_SECTIONS.map(({ id, name }): GlobalCommand => ({
        id: `settings ${id}`,
        name,
        detail: 'Settings',
        icon: DESTINATIONS.at(-1)?.icon ?? Plug,
        kind: 'page',
        run: go(id === 'connections' ? '/settings' : `/settings?section=${id}`),
      })),
      named('newWorkflow', { icon: Plus, also: 'create add', run: go('/workflows/new') }),
      {
        ...named('importTemplate', { icon: Download, also: 'open file json', run: imports.choose }),
        name: 'Import template…',
      },
      {
        id: 'add-connection',
        name: 'Add connection',
        also: 'key openai anthropic ollama provider model',
        icon: Plug,
        kind: 'action',
        run: go('/settings?add=connection'),
      },
      {
        id: 'back-up',
        name: 'Back up now',
        also: 'save copy database',
        icon: DatabaseBackup,
        kind: 'action',
        run: backUp,
      },
      named('guide', { icon: BookOpen, also: 'help manual documentation how', run: go('/guide') }),
      named('shortcuts', { icon: Keyboard, also: 'keys help', run: () => help.show('shortcuts') }),
      named('promptLanguage', {
        icon: Variable,
        also: 'help variables reference syntax input steps default',
        run: () => help.show('promptLanguage'),
      }),
      named('useLightTheme', themed('light')),
      named('useDarkTheme', themed('dark')),
      named('followSystemTheme', themed('system')),
      {
        ...named('toggleSidebar', { icon: PanelLeft, also: 'toggle', run: settings.toggleSidebar }),
        name: collapsed ? 'Expand sidebar' : 'Collapse sidebar',
      },
      {
        id: 'hints',
        name: 'Show hints again',
        also: 'help first run',
        icon: Lightbulb,
        kind: 'action',
        idle: !hinted,
        run: () => void settings.change({ gateHint: null, editHint: null }),
      },
    ]
  }, [navigate, commands, connection, help, imports, settings, toasts, theme, collapsed, hinted])
}

type Rest = Pick<GlobalCommand, 'icon' | 'also' | 'idle'> & { run: () => unknown }

function named(command: CommandName, { run, ...rest }: Rest): GlobalCommand {
  return {
    id: command,
    command,
    name: commandOf(command).name,
    kind: 'action',
    run: () => void run(),
    ...rest,
  }
}
