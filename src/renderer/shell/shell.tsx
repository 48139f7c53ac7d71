import { lazy, Suspense, useEffect, useRef, type RefObject } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useStore } from 'zustand'
import { ImportPlace } from '../pages/import/import-place'
import { RunSheetPlace } from '../pages/run-sheet/run-sheet-place'
import { useAppState, useReconnections } from '../state/app-state'
import { applyTheme } from '../state/remembered-theme'
import { useShortcut } from '../ui/use-shortcut'
import { ConnectionBar } from './connection-bar'
import { DESTINATIONS } from './destinations'
import { ErrorBoundary } from './error-boundary'
import { Sidebar } from './sidebar'
import { ToastView } from './toast-view'
import './shell.css'

const CommandPalette = lazy(() => import('./command-palette'))

/** What is around every page. */
export function Shell() {
  const { commands } = useAppState()
  const { pathname } = useLocation()
  const paletteOpen = useStore(commands.store, (state) => state.open)
  const main = useRef<HTMLElement>(null)
  useSettings()
  useHostMessages()
  useShortcut('mod+k', commands.toggle, 'anywhere')
  useFocusKept(main, pathname)

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
      {DESTINATIONS.map(({ path, shortcut }) => (
        <GoTo key={path} path={path} keys={shortcut} />
      ))}
      <Sidebar />
      <main id="main" className="main" ref={main} tabIndex={-1}>
        <ConnectionBar />
        <ErrorBoundary resetOn={pathname}>
          <Suspense>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ToastView />
      <RunSheetPlace />
      <ImportPlace />
      {paletteOpen && (
        <Suspense>
          <CommandPalette />
        </Suspense>
      )}
    </div>
  )
}

function GoTo({ path, keys }: { path: string; keys: string }) {
  const navigate = useNavigate()
  useShortcut(keys, () => void navigate(path))
  return null
}

/** Loads the settings, again after the connection came back, and shows the theme at once. */
function useSettings(): void {
  const { settings } = useAppState()
  const reconnections = useReconnections()
  const theme = useStore(settings.store, (state) => state.theme)
  useEffect(() => void settings.load(), [settings, reconnections])
  useEffect(() => applyTheme(theme), [theme])
}

/** Does what the menu of the desktop app and its notifications ask for. */
function useHostMessages(): void {
  const navigate = useNavigate()
  const { connection, commands, settings, imports } = useAppState()
  useEffect(
    () =>
      connection.host.listen((message) => {
        if (message.type === 'baton:navigate') void navigate(message.path)
        else if (message.type === 'baton:open-template') imports.open(message)
        else if (message.command === 'palette') commands.toggle()
        else void settings.toggleSidebar()
      }),
    [connection, commands, settings, imports, navigate],
  )
}

/** When the element with the focus goes with its page, the focus stays in the content and not at the very top. */
function useFocusKept(main: RefObject<HTMLElement | null>, pathname: string): void {
  const former = useRef(pathname)
  useEffect(() => {
    if (former.current === pathname) return
    former.current = pathname
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [main, pathname])
}
