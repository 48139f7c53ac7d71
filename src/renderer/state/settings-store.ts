import { ORPCError } from '@orpc/client'
import type { ApiInputs, Settings } from '@shared/contract'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Connection } from './connection'
import { rememberTheme, rememberedTheme } from './remembered-theme'

type Changes = ApiInputs['settings']['update']['changes']

export interface SettingsState {
  /** As the user wants them, ahead of the core while a change is on its way. Null until loaded. */
  settings: Settings | null
  /** Known from the first moment, from what this page remembers, so that nothing flashes. */
  theme: Settings['theme']
  /** Why the last load or change failed. */
  error: unknown
}

export interface SettingsStore {
  store: StoreApi<SettingsState>
  load: () => Promise<void>
  /** Shows the change at once and keeps it; if that fails it is taken back and `error` says why. */
  change: (changes: Changes) => Promise<void>
  toggleSidebar: () => Promise<void>
}

export function createSettingsStore({ client }: Connection): SettingsStore {
  const store = createStore<SettingsState>(() => ({ settings: null, theme: rememberedTheme(), error: null }))
  store.subscribe(({ theme }, before) => {
    if (theme !== before.theme) rememberTheme(theme)
  })
  // What the core is known to hold, for when a change can't be kept.
  let kept: Pick<SettingsState, 'settings' | 'theme'> = store.getState()
  const take = (settings: Settings): void => {
    kept = { settings, theme: settings.theme }
    store.setState({ ...kept, error: null })
  }
  let last: Promise<void> = Promise.resolve()

  const load = async (): Promise<void> => {
    try {
      take(await client.settings.get())
    } catch (error) {
      store.setState({ error })
    }
  }

  const save = async (changes: Changes): Promise<void> => {
    const before = store.getState().settings ?? (await client.settings.get())
    try {
      take(await client.settings.update({ updatedAt: before.updatedAt, changes }))
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'CONFLICT') throw error
      // Another window changed something meanwhile; what the user wants here still holds.
      const { updatedAt } = await client.settings.get()
      take(await client.settings.update({ updatedAt, changes }))
    }
  }

  const change = (changes: Changes): Promise<void> => {
    store.setState(({ settings, theme }) => ({
      settings: settings === null ? null : { ...settings, ...definedOnly(changes) },
      theme: changes.theme ?? theme,
    }))
    last = last.then(() => save(changes).catch((error: unknown) => store.setState({ ...kept, error })))
    return last
  }

  const toggleSidebar = (): Promise<void> =>
    change({ sidebarCollapsed: !(store.getState().settings?.sidebarCollapsed ?? false) })

  return { store, load, change, toggleSidebar }
}

function definedOnly(changes: Changes): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}
