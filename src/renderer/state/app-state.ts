import { createContext, use, useState } from 'react'
import { useStore } from 'zustand'
import { createCommandStore, type CommandStore } from './command-store'
import { createChangeSignal, type ChangeSignal } from './change-signal'
import type { Connection } from './connection'
import { createHelpStore, type HelpStore } from './help-store'
import { createRunningNowStore, type RunningNowStore } from './running-now-store'
import { createImportStore, type ImportStore } from './import-store'
import { createRunSheetStore, type RunSheetStore } from './run-sheet-store'
import { createSettingsStore, type SettingsStore } from './settings-store'
import { createTemplateStore, type TemplateStore } from './template-store'
import { createToastStore, type ToastStore } from './toast-store'

/** Everything that pages share. */
export interface AppState {
  connection: Connection
  settings: SettingsStore
  runningNow: RunningNowStore
  toasts: ToastStore
  runSheet: RunSheetStore
  imports: ImportStore
  templates: TemplateStore
  /** Whether some were deleted, brought back or added; each list asks for its own. */
  workflows: ChangeSignal
  /** The same of runs, also of those that are not under way. */
  runs: ChangeSignal
  commands: CommandStore
  help: HelpStore
}

export function createAppState(connection: Connection): AppState {
  return {
    connection,
    settings: createSettingsStore(connection),
    runningNow: createRunningNowStore(connection),
    toasts: createToastStore(),
    runSheet: createRunSheetStore(),
    imports: createImportStore(),
    templates: createTemplateStore(),
    workflows: createChangeSignal('workflows'),
    runs: createChangeSignal('runs'),
    commands: createCommandStore(),
    help: createHelpStore(),
  }
}

export const AppStateContext = createContext<AppState | null>(null)

export function useAppState(): AppState {
  const state = use(AppStateContext)
  if (state === null) throw new Error('This component needs to be inside of an AppStateContext.')
  return state
}

/** Grows each time the connection comes back, so that what was loaded before can be loaded again. */
export function useReconnections(): number {
  const { status } = useAppState().connection
  const phase = useStore(status, (state) => state.phase)
  const [count, setCount] = useState(0)
  const [last, setLast] = useState(phase)
  if (phase !== last) {
    setLast(phase)
    if (phase === 'open' && last === 'lost') setCount(count + 1)
  }
  return count
}
