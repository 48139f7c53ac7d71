import { Suspense, useCallback, useEffect, useRef } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useStore } from 'zustand'
import { HelpPlace } from '../help/help-place'
import { ImportPlace } from '../pages/import/import-place'
import { RunSheetPlace } from '../pages/run-sheet/run-sheet-place'
import { SaveTemplatePlace } from '../pages/templates/save-template-place'
import { useAppState, useReconnections } from '../state/app-state'
import { applyTheme } from '../state/remembered-theme'
import { useWhenBack } from '../state/use-when-back'
import { fetchLateParts } from '../ui/late-part'
import { useFocusKept } from '../ui/use-focus-kept'
import { usePressKept } from '../ui/use-press-kept'
import { useShortcut } from '../ui/use-shortcut'
import { ConnectionBar } from './connection-bar'
import { DamageBar } from './damage-bar'
import { ErrorBoundary } from './error-boundary'
import { PalettePlace } from './palette/palette-place'
import { Sidebar } from './sidebar'
import { ToastView } from './toast-view'
import { useFocusOnPage } from './use-focus-on-page'
import { useOfferToMenu } from './use-offer-to-menu'
import { usePerform } from './use-perform'
import { useGlobalCommands, type GlobalCommand } from './use-global-commands'
import './shell.css'

/** When a page that was just opened has come to rest. */
const QUIET_MS = 2_000

/** What is around every page. */
export function Shell() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  useSettings()
  const globals = useGlobalCommands()
  useHostMessages(globals)
  useOfferToMenu()
  useLateParts(pathname)
  useFocusOnPage(main, pathname)
  useFocusKept()
  usePressKept()

  return (
    <div className="shell">
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        Skip to the page
      </a>
      {globals.map((command) => (
        <Keys key={command.id} command={command} />
      ))}
      <Sidebar />
      <main id="main" className="main" ref={main} tabIndex={-1}>
        <ConnectionBar />
        <DamageBar />
        <ErrorBoundary resetOn={pathname}>
          <Suspense>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ToastView />
      <RunSheetPlace />
      <ImportPlace />
      <SaveTemplatePlace />
      <HelpPlace />
      <PalettePlace globals={globals} />
    </div>
  )
}

/** Fetches the palette and the sheets before they are asked for: whoever presses their keys types on at once. */
function useLateParts(pathname: string): void {
  const { status } = useAppState().connection
  useEffect(() => {
    const timer = setTimeout(() => {
      if (status.getState().phase === 'open') void fetchLateParts()
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [status, pathname])
}

/** Makes a command's keys work. */
function Keys({ command }: { command: GlobalCommand }) {
  useShortcut(command.command, command.run)
  return null
}

/** Loads the settings, again after the connection or the user came back, and shows the theme at once. */
function useSettings(): void {
  const { settings } = useAppState()
  const reconnections = useReconnections()
  const theme = useStore(settings.store, (state) => state.theme)
  const load = useCallback(() => void settings.load(), [settings])
  useEffect(load, [load, reconnections])
  useWhenBack(load)
  useEffect(() => applyTheme(theme), [theme])
}

/** Does what the menu of the desktop app and its notifications ask for. */
function useHostMessages(globals: GlobalCommand[]): void {
  const navigate = useNavigate()
  const { connection, imports } = useAppState()
  const perform = usePerform(globals)
  useEffect(
    () =>
      connection.host.listen((message) => {
        if (message.type === 'baton:navigate') void navigate(message.path)
        else if (message.type === 'baton:open-template') imports.open(message)
        else perform(message.command)
      }),
    [connection, imports, navigate, perform],
  )
}
