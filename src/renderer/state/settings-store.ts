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
  /** What the last change would have overwritten: another window has set it meanwhile, and that is shown now. */
  changedElsewhere: string[]
  /** How many times that happened. What was being typed then is out of date. */
  conflicts: number
  /** Why the last change failed, until one can be kept; or why the last load did. */
  error: unknown
}

export interface SettingsStore {
  store: StoreApi<SettingsState>
  load: () => Promise<void>
  /** Does once more what failed: keeps the change, or loads. */
  retry: () => Promise<void>
  /**
   * Shows the change at once and keeps it; if that fails it is taken back and `error` says why. What another window
   * has set meanwhile is not overwritten.
   */
  change: (changes: Changes) => Promise<void>
  toggleSidebar: () => Promise<void>
}

export function createSettingsStore({ client }: Connection): SettingsStore {
  const store = createStore<SettingsState>(() => ({
    settings: null,
    theme: rememberedTheme(),
    changedElsewhere: [],
    conflicts: 0,
    error: null,
  }))
  store.subscribe(({ theme }, before) => {
    if (theme !== before.theme) rememberTheme(theme)
  })
  // What the core is known to hold: what a change is based on, and what is shown again when it can't be kept.
  let kept: Pick<SettingsState, 'settings' | 'theme'> = store.getState()
  const take = (settings: Settings, changedElsewhere: string[] = []): void => {
    kept = { settings, theme: settings.theme }
    store.setState(({ conflicts }) => ({
      ...kept,
      changedElsewhere,
      conflicts: conflicts + (changedElsewhere.length > 0 ? 1 : 0),
      error: null,
    }))
  }
  let last: Promise<void> = Promise.resolve()
  /** What could not be kept since something last was. */
  let failed: Changes | null = null

  const load = async (): Promise<void> => {
    const before = last
    try {
      const settings = await client.settings.get()
      // A change that was begun meanwhile brings what is newer itself.
      if (last !== before && kept.settings !== null) return
      kept = { settings, theme: settings.theme }
      store.setState({ ...kept, ...(failed === null && { error: null }) })
    } catch (error) {
      store.setState({ error })
    }
  }

  const save = async (changes: Changes): Promise<void> => {
    const before = kept.settings ?? (await client.settings.get())
    try {
      take(await client.settings.update({ updatedAt: before.updatedAt, changes }))
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'CONFLICT') throw error
      await saveOnto(await client.settings.get(), before, changes)
    }
  }

  /** Another window has changed something: what it left alone can still be set. */
  const saveOnto = async (newest: Settings, before: Settings, changes: Changes): Promise<void> => {
    const given = new Map(Object.entries(definedOnly(changes)))
    const now = new Map(Object.entries(newest))
    const then = new Map(Object.entries(before))
    const lost = [...given.keys()].filter(
      (name) => now.get(name) !== then.get(name) && now.get(name) !== given.get(name),
    )
    const rest = Object.fromEntries([...given].filter(([name]) => !lost.includes(name)))
    const hasRest = Object.keys(rest).length > 0
    const { updatedAt } = newest
    take(hasRest ? await client.settings.update({ updatedAt, changes: rest }) : newest, lost)
  }

  const tryToSave = async (changes: Changes): Promise<void> => {
    try {
      await save(changes)
      failed = null
    } catch (error) {
      failed = { ...failed, ...changes }
      store.setState({ ...kept, error })
    }
  }

  const change = (changes: Changes): Promise<void> => {
    store.setState(({ settings, theme }) => ({
      settings: settings === null ? null : { ...settings, ...definedOnly(changes) },
      theme: changes.theme ?? theme,
    }))
    last = last.then(() => tryToSave(changes))
    return last
  }

  const retry = (): Promise<void> => (failed === null ? load() : change(failed))

  const toggleSidebar = (): Promise<void> =>
    change({ sidebarCollapsed: !(store.getState().settings?.sidebarCollapsed ?? false) })

  return { store, load, retry, change, toggleSidebar }
}

function definedOnly(changes: Changes): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}
